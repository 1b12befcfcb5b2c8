package callbox.server.signaling;

import callbox.server.signaling.wire.ErrorCode;
import callbox.server.signaling.wire.FrameEncoder;
import callbox.server.signaling.wire.Reply;
import callbox.server.signaling.wire.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out requests, each once. Stateless.
final class Dispatcher {
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private final ProfileRequests profiles;
    private final CallRequests calls;
    private final LinkRequests links;
    private final HistoryRequests history;
    private final IceRequests ice;

    Dispatcher(ProfileRequests profiles, CallRequests calls, LinkRequests links, HistoryRequests history,
            IceRequests ice) {
        this.profiles = profiles;
        this.calls = calls;
        this.links = links;
        this.history = history;
        this.ice = ice;
    }

    /// Carries out a request of a device, or repeats the answer that it got before. Runs in the device's mailbox; may block.
    ///
    /// @param session in which it was asked
    /// @param reach of the connection on which it was asked
    void carryOut(Device device, Session session, Reach reach, Request request) {
        var known = session.answers().find(request.id());
        if (known.isPresent()) {
            device.answer(session, known.get());
            return;
        }
        Reply reply;
        try {
            reply = reply(device, reach, request);
        } catch (RuntimeException e) {
            log.atError().addKeyValue("device", device.ref().device()).log("a request failed", e);
            reply = Reply.Failure.of(ErrorCode.INTERNAL, "our fault; the server's log has more");
            device.answer(session, FrameEncoder.reply(request.id(), reply));
            return;
        }
        var frame = FrameEncoder.reply(request.id(), reply);
        if (!request.query()) {
            session.answers().keep(request.id(), frame);
        }
        device.answer(session, frame);
    }

    private Reply reply(Device device, Reach reach, Request request) {
        var by = device.ref();
        return switch (request) {
            case Request.ProfileSet r -> profiles.set(device, r);
            case Request.CallInvite r -> calls.invite(by, r);
            case Request.CallRing r -> calls.ring(by, r);
            case Request.CallAccept r -> calls.accept(by, r);
            case Request.CallDecline r -> calls.decline(by, r);
            case Request.CallHangUp r -> calls.hangUp(by, r);
            case Request.CallTracks r -> calls.tracks(by, r);
            case Request.CallTake r -> calls.take(by, r);
            case Request.CallHears r -> calls.hears(by, r);
            case Request.CallSignal r -> calls.signal(by, r);
            case Request.IceServersGet r -> ice.servers(by, r, reach);
            case Request.LinkCreate r -> links.create(by.user(), r);
            case Request.LinkPreviewGet r -> links.preview(r);
            case Request.LinkJoin r -> calls.join(by, r);
            case Request.HistoryList r -> history.list(by.user(), r);
            case Request.HistorySeen _ -> history.seen(by.user());
        };
    }
}
