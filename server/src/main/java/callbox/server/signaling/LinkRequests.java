package callbox.server.signaling;

import callbox.call.Directory;
import callbox.call.Refusal;
import callbox.call.Switchboard;
import callbox.call.User;
import callbox.call.UserId;
import callbox.server.signaling.wire.Reply;
import callbox.server.signaling.wire.Request;

/// The requests about links, but for joining one.
final class LinkRequests {
    private final Switchboard switchboard;
    private final Directory directory;

    LinkRequests(Switchboard switchboard, Directory directory) {
        this.switchboard = switchboard;
        this.directory = directory;
    }

    Reply create(UserId owner, Request.LinkCreate request) {
        if (directory.user(owner).isEmpty()) {
            return Reply.Failure.of(Refusal.NAME_REQUIRED);
        }
        var link = switchboard.createLink(owner, request.media());
        return new Reply.LinkCreated(link.id(), "/l/" + link.id(), link.media());
    }

    Reply preview(Request.LinkPreviewGet request) {
        return switchboard.preview(request.link()).<Reply>map(preview -> new Reply.LinkShown(preview.link().id(),
                preview.link().media(), preview.joined().stream().map(User::name).toList(), preview.full()))
                .orElseGet(() -> Reply.Failure.of(Refusal.LINK_NOT_FOUND));
    }
}
