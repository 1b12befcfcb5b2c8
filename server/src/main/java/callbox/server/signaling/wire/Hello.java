package callbox.server.signaling.wire;

import callbox.call.CallId;
import callbox.call.DeviceId;
import callbox.server.account.Credentials;
import callbox.server.account.DisplayName;
import org.jspecify.annotations.Nullable;

/// The first message of a connection (docs/PROTOCOL.md, `hello`).
///
/// @param name null: the name that the user has already, if any
/// @param device of an earlier welcome; null for a new device
/// @param resume null: the client wants a new session
/// @param nextCall the id that the next call placed from this device will have; null: not said
public record Hello(String id, Credentials credentials, @Nullable DisplayName name, boolean listed,
        @Nullable DeviceId device, @Nullable Resume resume,
        @Nullable CallId nextCall) implements ClientFrame {

    /// @param seq the last notification that the client has seen; 0: none
    public record Resume(ResumeToken token, long seq) {}
}
