package callbox.stun;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;

/// [StunMessage] to bytes (RFC 8489 section 5). Each call gives a new buffer, ready to be read.
public final class StunEncoder {
    /// Most messages; a larger one is written again into a larger buffer.
    private static final int TYPICAL_BYTES = 512;
    private static final int MAX_BYTES = StunMessage.HEADER_BYTES + 0xFFFF;
    private static final int LENGTH_OFFSET = 2;

    private StunEncoder() {
    }

    /// The message alone.
    public static ByteBuffer encode(StunMessage message) {
        return growing(size -> unsigned(message, size).flip());
    }

    /// The message with a MESSAGE-INTEGRITY of the given kind.
    public static ByteBuffer encode(StunMessage message, IntegrityKey key, IntegrityAlgorithm algorithm) {
        return growing(size -> sign(unsigned(message, size), key, algorithm).flip());
    }

    /// The bytes of a message with a FINGERPRINT at their end.
    public static ByteBuffer withFingerprint(ByteBuffer message) {
        int length = message.remaining();
        ByteBuffer out = ByteBuffer.allocate(length + Fingerprint.BYTES).put(message.duplicate());
        putLength(out, length + Fingerprint.BYTES);
        int value = Fingerprint.of(out, length);
        return out.putShort((short) AttributeType.FINGERPRINT).putShort((short) Fingerprint.VALUE_BYTES).putInt(value)
                .flip();
    }

    @FunctionalInterface
    private interface Writing {
        ByteBuffer into(int sizeBytes);
    }

    private static ByteBuffer growing(Writing writing) {
        try {
            return writing.into(TYPICAL_BYTES);
        } catch (BufferOverflowException _) {
            return writing.into(MAX_BYTES);
        }
    }

    private static ByteBuffer unsigned(StunMessage message, int sizeBytes) {
        ByteBuffer out = ByteBuffer.allocate(sizeBytes);
        out.putShort((short) message.type()).putShort((short) 0).putInt(StunMessage.MAGIC_COOKIE);
        out.putInt(message.transactionId().high()).putLong(message.transactionId().low());
        for (Attribute attribute : message.attributes()) {
            AttributeWriter.write(out, attribute, message.transactionId());
        }
        putLength(out, out.position());
        return out;
    }

    private static ByteBuffer sign(ByteBuffer out, IntegrityKey key, IntegrityAlgorithm algorithm) {
        int valueBytes = algorithm.lengthBytes();
        byte[] value = key.hmac(algorithm, out, out.position(), valueBytes);
        out.putShort((short) algorithm.attributeType()).putShort((short) valueBytes).put(value);
        putLength(out, out.position());
        return out;
    }

    private static void putLength(ByteBuffer out, int totalBytes) {
        out.putShort(LENGTH_OFFSET, (short) (totalBytes - StunMessage.HEADER_BYTES));
    }
}
