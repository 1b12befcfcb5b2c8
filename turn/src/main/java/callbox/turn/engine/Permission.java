package callbox.turn.engine;

/// That a client wants to hear from a peer's address (RFC 8656 section 9).
final class Permission {
    /// Whether some of the address's ports are not to be relayed to, because it is our own.
    final boolean dependsOnPort;
    long expiresAtMs;

    Permission(boolean dependsOnPort) {
        this.dependsOnPort = dependsOnPort;
    }
}
