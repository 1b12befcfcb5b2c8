package callbox.server.signaling;

import callbox.call.Call;
import callbox.call.CallId;
import callbox.call.DeviceId;
import callbox.call.ParticipantState.Invited;
import callbox.call.ParticipantState.Joined;
import callbox.call.ParticipantState.Left;
import callbox.call.ParticipantState.Ringing;
import callbox.call.UserId;
import callbox.server.signaling.wire.FrameEncoder;
import callbox.server.signaling.wire.Notification;

/// Tells devices unasked, before they see a call that they have come into, which TURN servers they may use in it; takes that back
/// when they are out of it (docs/adr/0104). Stateless.
final class CallGrants {
    private final Devices devices;
    private final IceServers servers;

    CallGrants(Devices devices, IceServers servers) {
        this.devices = devices;
        this.servers = servers;
    }

    /// The call has changed to this.
    void follow(Call call) {
        if (!call.live()) {
            servers.callEnded(call.id());
            return;
        }
        for (var participant : call.participants()) {
            var user = participant.id();
            switch (participant.state()) {
                case Invited _ -> devices.of(user).forEach(device -> grant(device, call.id()));
                case Ringing _ -> {
                    // A device that comes while it rings is told by its welcome.
                }
                case Joined joined when joined.fromVersion() == call.version() -> settle(call.id(), user,
                        joined.device());
                case Joined _ -> {
                    // Where they were.
                }
                case Left _ -> servers.left(call.id(), user, null);
            }
        }
    }

    private void settle(CallId call, UserId user, DeviceId on) {
        servers.left(call, user, on);
        devices.find(on).ifPresent(device -> grant(device, call));
    }

    /// Who has no connection now is told by the next welcome; and so is nobody where there are no credentials.
    private void grant(Device device, CallId call) {
        device.reach().map(reach -> servers.forCall(device.ref(), call, reach))
                .filter(granted -> granted.iceCall() != null)
                .ifPresent(granted -> device.notify(FrameEncoder.notification(new Notification.IceGranted(granted))));
    }
}
