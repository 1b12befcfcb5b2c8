package callbox.server.signaling;

import callbox.call.Call;
import callbox.call.CallId;
import callbox.call.CallStore;
import callbox.call.DeviceRef;
import callbox.server.signaling.wire.Reply;
import callbox.server.signaling.wire.Request;
import org.jspecify.annotations.Nullable;

/// Hands out STUN and TURN servers. Stateless; may block.
final class IceRequests {
    private final CallStore calls;
    private final IceServers servers;

    IceRequests(CallStore calls, IceServers servers) {
        this.calls = calls;
        this.servers = servers;
    }

    /// For the call that the device names, if its user takes part in it; else for no call.
    Reply.Ice servers(DeviceRef by, Request.IceServersGet request, Reach reach) {
        var live = liveCallOf(by);
        return grant(by, live != null && live.equals(request.call()) ? live : null, reach);
    }

    /// For the call that goes on while the device was away, if there is one.
    Reply.Ice atWelcome(DeviceRef device, Reach reach) {
        return grant(device, liveCallOf(device), reach);
    }

    private @Nullable CallId liveCallOf(DeviceRef device) {
        return calls.liveCallOf(device.user()).map(Call::id).orElse(null);
    }

    private Reply.Ice grant(DeviceRef device, @Nullable CallId call, Reach reach) {
        var granted = servers.forDevice(device, call, reach);
        // The call may have ended since it was looked up, and its end may have been told before there was anything to end.
        if (call != null && calls.find(call).filter(Call::live).isEmpty()) {
            servers.callEnded(call);
        }
        return granted;
    }
}
