package callbox.server.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of an open identity's secret. The secret has 256 random bits, so a fast hash without salt is as good as a slow one.
///
/// @param hex 64 lower-case hexadecimal digits
public record SecretHash(String hex) {

    public static SecretHash of(Credentials.OpenSecret secret) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(secret.value().getBytes(StandardCharsets.US_ASCII));
            return new SecretHash(HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "SecretHash[redacted]";
    }
}
