package callbox.stun;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/// How a long-term credential becomes a key (RFC 8489 section 18.5).
public enum PasswordAlgorithm {
    /// The form that browsers speak.
    MD5(0x0001, "MD5"),
    SHA256(0x0002, "SHA-256");

    private final int number;
    private final String digest;

    PasswordAlgorithm(int number, String digest) {
        this.number = number;
        this.digest = digest;
    }

    int number() {
        return number;
    }

    static Optional<PasswordAlgorithm> of(int number) {
        return switch (number) {
            case 0x0001 -> Optional.of(MD5);
            case 0x0002 -> Optional.of(SHA256);
            default -> Optional.empty();
        };
    }

    /// The key of RFC 8489 section 9.2.2: the digest of `username ":" OpaqueString(realm) ":" OpaqueString(password)`.
    public IntegrityKey key(String username, String realm, String password) {
        String text = OpaqueString.enforce(username) + ":" + OpaqueString.enforce(realm) + ":"
                + OpaqueString.enforce(password);
        try {
            return new IntegrityKey(MessageDigest.getInstance(digest).digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has " + digest, e);
        }
    }
}
