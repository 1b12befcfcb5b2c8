package callbox.turn.engine;

/// That a client wants to hear from a peer's address (RFC 8656 section 9).
final class Permission {
    /// Whether some of the address's ports are not to be relayed to, because it is our own.
    final boolean dependsOnPort;
    /// The port that the policy permitted last; asked again for another one only. Zero is none.
    int permittedPort;
    long expiresAtMs;

    Permission(boolean dependsOnPort) {
        this.dependsOnPort = dependsOnPort;
    }
}
