package callbox.stun;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// What [StunDecoder] made of some bytes.
public sealed interface Decoded {

    /// A well-formed message. Its integrity has not been checked; [IntegrityKey#verifies] does that.
    ///
    /// @param unknownRequired comprehension-required attributes that we do not know (answer: 420), at most
    ///         [StunDecoder#MAX_UNKNOWN_REPORTED] of them
    /// @param integrity where the integrity attributes stand
    /// @param bytes the received bytes themselves, valid as long as their owner lets them be
    record Message(StunMessage message, List<Integer> unknownRequired, List<IntegrityMark> integrity, ByteBuffer bytes)
            implements Decoded {

        /// The strongest integrity attribute that the message carries: SHA-256 before SHA-1 (RFC 8489 section 9.2.4).
        public Optional<IntegrityMark> strongestIntegrity() {
            return integrity.stream()
                    .reduce((first, second) -> second.algorithm() == IntegrityAlgorithm.SHA256 ? second : first);
        }
    }

    /// Where an integrity attribute stands.
    ///
    /// @param offsetBytes of the attribute's header, from the message's first byte
    /// @param lengthBytes of its value; a SHA-256 one may be truncated (RFC 8489 section 14.6)
    record IntegrityMark(IntegrityAlgorithm algorithm, int offsetBytes, int lengthBytes) {
    }

    /// Bytes that are no STUN message that we can act on; they are dropped without an answer (RFC 8489 section 6.3).
    record Malformed(String reason) implements Decoded {
    }
}
