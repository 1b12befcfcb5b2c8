package callbox.server.signaling;

import callbox.call.Call;
import callbox.call.CallId;
import callbox.call.CallStore;
import callbox.call.DeviceRef;
import callbox.call.Participant;
import callbox.server.signaling.wire.Reply;
import callbox.server.signaling.wire.Request;
import org.jspecify.annotations.Nullable;

/// Hands out STUN and TURN servers to devices that ask. Stateless; may block.
final class IceRequests {
    private final CallStore calls;
    private final IceServers servers;

    IceRequests(CallStore calls, IceServers servers) {
        this.calls = calls;
        this.servers = servers;
    }

    /// For the call that the device names, if its user takes part in it or may place it; else for no call.
    Reply.Ice servers(DeviceRef by, Request.IceServersGet request, Reach reach) {
        var line = calls.liveCallOf(by.user()).map(Call::id).orElse(null);
        var call = request.call();
        return line == null ? forNext(by, call, reach)
                : line.equals(call) ? forCall(by, line, reach) : servers.withoutCall(reach);
    }

    /// For the call that goes on while the device was away; if there is none, for the one that it may place.
    ///
    /// @param next the id that the device's next call will have
    Reply.Ice atWelcome(DeviceRef device, @Nullable CallId next, Reach reach) {
        return calls.liveCallOf(device.user()).map(call -> forCall(device, call.id(), reach))
                .orElseGet(() -> forNext(device, next, reach));
    }

    /// An id that somebody has used already is nobody's next one.
    private Reply.Ice forNext(DeviceRef device, @Nullable CallId next, Reach reach) {
        return next == null || calls.find(next).isPresent() ? servers.withoutCall(reach)
                : forCall(device, next, reach);
    }

    private Reply.Ice forCall(DeviceRef device, CallId call, Reach reach) {
        var granted = servers.forCall(device, call, reach);
        // The user may have left since the call was looked up, and that may have been told before there was anything to end.
        var found = calls.find(call);
        if (found.isPresent()
                && found.flatMap(now -> now.participant(device.user())).filter(Participant::live).isEmpty()) {
            servers.left(call, device.user(), null);
        }
        return granted;
    }
}
