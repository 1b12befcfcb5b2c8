package callbox.stun;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The SHA-256 of `username ":" realm`, which hides a username from who listens (RFC 8489 section 14.4).
/// Four numbers rather than a byte array, so that it is a value and a map's key.
public record UserHash(long first, long second, long third, long fourth) {
    static final int BYTES = 32;

    /// The hash of a user in a realm.
    public static UserHash of(String username, String realm) {
        String text = OpaqueString.enforce(username) + ":" + OpaqueString.enforce(realm);
        try {
            return read(ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8))));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    static UserHash read(ByteBuffer value) {
        return new UserHash(value.getLong(), value.getLong(), value.getLong(), value.getLong());
    }

    byte[] toBytes() {
        return ByteBuffer.allocate(BYTES).putLong(first).putLong(second).putLong(third).putLong(fourth).array();
    }
}
