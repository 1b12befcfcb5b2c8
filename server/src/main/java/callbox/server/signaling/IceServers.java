package callbox.server.signaling;

import callbox.call.CallId;
import callbox.call.DeviceRef;
import callbox.server.signaling.wire.Reply;
import org.jspecify.annotations.Nullable;

/// Which STUN and TURN servers a device may use. Thread-safe; must not block.
public interface IceServers {

    /// @param call what the credentials are for; null at the welcome
    Reply.Ice forDevice(DeviceRef device, @Nullable CallId call);
}
