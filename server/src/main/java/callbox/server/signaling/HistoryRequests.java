package callbox.server.signaling;

import callbox.call.HistoryStore;
import callbox.call.UserId;
import callbox.server.signaling.wire.HistoryView;
import callbox.server.signaling.wire.Notification;
import callbox.server.signaling.wire.Reply;
import callbox.server.signaling.wire.Request;

/// The requests about the call log.
final class HistoryRequests {
    private final HistoryStore history;
    private final Devices devices;

    HistoryRequests(HistoryStore history, Devices devices) {
        this.history = history;
        this.devices = devices;
    }

    Reply list(UserId user, Request.HistoryList request) {
        var page = history.history(user, request.before(), request.limit());
        var next = page.next();
        return new Reply.History(page.entries().stream().map(HistoryView::of).toList(),
                next == null ? null : next.text());
    }

    Reply seen(UserId user) {
        history.markSeen(user);
        devices.notify(user, new Notification.HistorySeen(0));
        return new Reply.Done();
    }
}
