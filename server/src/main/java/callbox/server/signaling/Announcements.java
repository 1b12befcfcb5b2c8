package callbox.server.signaling;

import callbox.call.Announcer;
import callbox.call.Call;
import callbox.call.CallEffect;
import callbox.call.HistoryStore;
import callbox.call.UserId;
import callbox.server.signaling.wire.CallView;
import callbox.server.signaling.wire.FrameEncoder;
import callbox.server.signaling.wire.HistoryView;
import callbox.server.signaling.wire.Notification;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings what the call engine announces to the devices of those whom it concerns. Thread-safe.
final class Announcements implements Announcer {
    private static final Logger log = LoggerFactory.getLogger(Announcements.class);

    private final Devices devices;
    private final People people;
    private final HistoryStore history;
    private final CallGrants grants;

    Announcements(Devices devices, People people, HistoryStore history, CallGrants grants) {
        this.devices = devices;
        this.people = people;
        this.history = history;
        this.grants = grants;
    }

    @Override
    public void announce(List<CallEffect> effects) {
        effects.forEach(this::announce);
    }

    private void announce(CallEffect effect) {
        switch (effect) {
            case CallEffect.CallChanged(var call, var to) -> show(call, to);
            case CallEffect.HistoryAdded(var user, var entry) -> devices.notify(user,
                    new Notification.HistoryAdded(HistoryView.of(entry), history.missed(user)));
            case CallEffect.BusyChanged(var user, _) -> people.changed(user);
        }
    }

    /// Each device is shown its own view: whether it is the one that joined differs.
    private void show(Call call, Set<UserId> to) {
        note(call);
        grants.follow(call);
        for (var user : to) {
            for (var device : devices.of(user)) {
                device.notify(FrameEncoder.notification(new Notification.CallState(CallView.of(call, device.ref()))));
            }
        }
    }

    private static void note(Call call) {
        var end = call.end();
        if (end != null) {
            log.atInfo().addKeyValue("call", call.id()).log("call ended: {}", end.reason().word());
        } else if (call.version() == 1) {
            log.atInfo().addKeyValue("call", call.id()).log("call placed: {}", call.media().word());
        } else {
            log.atDebug().addKeyValue("call", call.id()).log("call at version {}", call.version());
        }
    }
}
