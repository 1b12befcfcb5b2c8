package callbox.server.account;

/// What a client shows to say who it is.
public sealed interface Credentials {

    /// Open access: who holds the secret is that user.
    ///
    /// @param value 43 characters, base64url of 32 random bytes
    record OpenSecret(String value) implements Credentials {
        @Override
        public String toString() {
            return "OpenSecret[redacted]";
        }
    }
}
