package callbox.stun;

import callbox.stun.Decoded.IntegrityMark;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The key of a MESSAGE-INTEGRITY: a short-term password, or what [PasswordAlgorithm] made of a long-term one.
/// Thread-safe.
public final class IntegrityKey {
    private static final int LENGTH_OFFSET = 2;
    private static final int ATTRIBUTE_HEADER_BYTES = 4;

    private final byte[] key;

    public IntegrityKey(byte[] key) {
        this.key = key.clone();
    }

    /// Whether the marked attribute of the message was made with this key. Takes the same time for every wrong value.
    public boolean verifies(Decoded.Message message, IntegrityMark mark) {
        byte[] expected = hmac(mark.algorithm(), message.bytes(), mark.offsetBytes(), mark.lengthBytes());
        byte[] actual = new byte[mark.lengthBytes()];
        message.bytes().get(mark.offsetBytes() + ATTRIBUTE_HEADER_BYTES, actual);
        return MessageDigest.isEqual(Arrays.copyOf(expected, actual.length), actual);
    }

    /// The HMAC over the first `length` bytes, with the header's length field as if the attribute were the last one
    /// (RFC 8489 section 14.5).
    byte[] hmac(IntegrityAlgorithm algorithm, ByteBuffer message, int length, int valueBytes) {
        ByteBuffer header = ByteBuffer.allocate(StunMessage.HEADER_BYTES);
        header.put(0, message, 0, StunMessage.HEADER_BYTES);
        int bodyBytes = length + ATTRIBUTE_HEADER_BYTES + valueBytes - StunMessage.HEADER_BYTES;
        header.putShort(LENGTH_OFFSET, (short) bodyBytes);
        try {
            Mac mac = Mac.getInstance(algorithm.macName());
            mac.init(new SecretKeySpec(key, algorithm.macName()));
            mac.update(header);
            mac.update(message.slice(StunMessage.HEADER_BYTES, length - StunMessage.HEADER_BYTES));
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has " + algorithm.macName(), e);
        }
    }

    @Override
    public String toString() {
        return "IntegrityKey[secret]";
    }
}
