/// The wire messages of `callbox.v1` (docs/PROTOCOL.md) as records. [FrameDecoder] makes a [ClientFrame] of text, or the error
/// to answer with; everything is validated there, so the rest of the server sees well-formed messages only. [FrameEncoder]
/// writes [Welcome], [Reply] and [Notification]. The golden files in `protocol/golden` are tested against both.
@NullMarked
package callbox.server.signaling.wire;

import org.jspecify.annotations.NullMarked;
