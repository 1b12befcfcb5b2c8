package callbox.server.signaling.wire;

import org.jspecify.annotations.Nullable;

/// What became of a frame's text.
public sealed interface Decoded {

    record Valid(ClientFrame frame) implements Decoded {}

    /// @param id of the request, null when the frame has none that is usable
    record Refused(@Nullable String id, Reply.Failure failure) implements Decoded {}
}
