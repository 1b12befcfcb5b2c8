package callbox.server.signaling.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// Lets a device come back into its session. It serves once, and is a secret.
public record ResumeToken(String value) {

    /// Takes the same time wherever the two differ.
    public boolean matches(ResumeToken other) {
        return MessageDigest.isEqual(value.getBytes(StandardCharsets.UTF_8),
                other.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "ResumeToken[redacted]";
    }
}
