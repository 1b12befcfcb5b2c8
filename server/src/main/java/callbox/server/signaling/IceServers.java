package callbox.server.signaling;

import callbox.call.CallId;
import callbox.call.DeviceId;
import callbox.call.DeviceRef;
import callbox.call.UserId;
import callbox.server.signaling.wire.Reply;
import org.jspecify.annotations.Nullable;

/// Which STUN and TURN servers a device may use. Thread-safe; must not block.
public interface IceServers {

    /// Servers for a device in a call, with fresh credentials that end with the call. What it relays in this call already goes on
    /// as long as they last; a device has credentials for one call at a time.
    ///
    /// @param call in which the device's user takes part, or which the device may place with this id
    Reply.Ice forCall(DeviceRef device, CallId call, Reach reach);

    /// Servers that need no credentials of a call.
    Reply.Ice withoutCall(Reach reach);

    /// The user is out of the call, or in it on one device alone: credentials of the other devices end. May be told more than once.
    ///
    /// @param but the one that keeps its own; null: none does
    default void left(CallId call, UserId user, @Nullable DeviceId but) {}

    /// A call is over, and so are its credentials. May be told more than once.
    default void callEnded(CallId call) {}
}
