package callbox.server.signaling;

import callbox.call.CallReply;
import callbox.call.DeviceRef;
import callbox.call.Invitation;
import callbox.call.SignalRoute;
import callbox.call.Switchboard;
import callbox.server.signaling.wire.CallView;
import callbox.server.signaling.wire.FrameEncoder;
import callbox.server.signaling.wire.Notification;
import callbox.server.signaling.wire.Reply;
import callbox.server.signaling.wire.Request;

/// The requests about calls: onto the [Switchboard], and back as replies.
final class CallRequests {
    private final Switchboard switchboard;
    private final Devices devices;

    CallRequests(Switchboard switchboard, Devices devices) {
        this.switchboard = switchboard;
        this.devices = devices;
    }

    Reply invite(DeviceRef by, Request.CallInvite request) {
        return view(by, switchboard.invite(by, new Invitation(request.call(), request.to(), request.media(),
                request.tracks())));
    }

    Reply ring(DeviceRef by, Request.CallRing request) {
        return done(switchboard.ring(by, request.call()));
    }

    Reply accept(DeviceRef by, Request.CallAccept request) {
        return view(by, switchboard.accept(by, request.call(), request.tracks()));
    }

    Reply decline(DeviceRef by, Request.CallDecline request) {
        return done(switchboard.decline(by, request.call()));
    }

    Reply hangUp(DeviceRef by, Request.CallHangUp request) {
        return done(switchboard.hangUp(by, request.call(), request.reason()));
    }

    Reply tracks(DeviceRef by, Request.CallTracks request) {
        return done(switchboard.tracks(by, request.call(), request.tracks()));
    }

    Reply take(DeviceRef by, Request.CallTake request) {
        return view(by, switchboard.take(by, request.call(), request.version(), request.tracks()));
    }

    Reply hears(DeviceRef by, Request.CallHears request) {
        return done(switchboard.hears(by, request.call(), request.from()));
    }

    Reply join(DeviceRef by, Request.LinkJoin request) {
        return view(by, switchboard.join(by, request.link(), request.tracks()));
    }

    /// The engine says which devices may have it; the signal itself goes through unread.
    Reply signal(DeviceRef by, Request.CallSignal request) {
        return switch (switchboard.signalTargets(by, request.call(), request.to())) {
            case SignalRoute.Refused(var refusal) -> Reply.Failure.of(refusal);
            case SignalRoute.To(var targets) -> {
                var signal = new Notification.CallSignalled(request.call(), by.user(), request.signal());
                var text = FrameEncoder.notification(signal);
                targets.forEach(target -> devices.find(target).ifPresent(device -> device.notify(text)));
                yield new Reply.Done();
            }
        };
    }

    private static Reply view(DeviceRef by, CallReply reply) {
        return switch (reply) {
            case CallReply.Done(var call) -> new Reply.InCall(CallView.of(call, by));
            case CallReply.Refused(var refusal) -> Reply.Failure.of(refusal);
        };
    }

    private static Reply done(CallReply reply) {
        return switch (reply) {
            case CallReply.Done _ -> new Reply.Done();
            case CallReply.Refused(var refusal) -> Reply.Failure.of(refusal);
        };
    }
}
