package callbox.server.signaling;

import callbox.call.CallId;
import callbox.call.DeviceRef;
import callbox.server.signaling.wire.Reply;
import org.jspecify.annotations.Nullable;

/// Which STUN and TURN servers a device may use. Thread-safe; must not block.
public interface IceServers {

    /// Servers for a device, with fresh credentials. What it relays already with earlier ones goes on as long as these last.
    ///
    /// @param call in which the device's user takes part, if it is in one; the credentials end with it
    Reply.Ice forDevice(DeviceRef device, @Nullable CallId call, Reach reach);

    /// A call is over, and so are its credentials. May be told more than once.
    default void callEnded(CallId call) {}
}
