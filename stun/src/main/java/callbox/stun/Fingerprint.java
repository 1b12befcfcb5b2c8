package callbox.stun;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/// FINGERPRINT: the CRC-32 of everything before it, masked so that it differs from other protocols' CRCs
/// (RFC 8489 section 14.7).
final class Fingerprint {
    static final int VALUE_BYTES = 4;
    /// Header and value.
    static final int BYTES = 8;
    private static final int MASK = 0x5354554e;

    private Fingerprint() {
    }

    /// Whether the attribute at the position is right and the message's last.
    static boolean matches(ByteBuffer message, int position) {
        return message.getInt(position + BYTES - VALUE_BYTES) == of(message, position);
    }

    /// The value for a message whose first `length` bytes precede the attribute and whose header already counts it.
    static int of(ByteBuffer message, int length) {
        CRC32 crc = new CRC32();
        crc.update(message.slice(0, length));
        return (int) crc.getValue() ^ MASK;
    }
}
