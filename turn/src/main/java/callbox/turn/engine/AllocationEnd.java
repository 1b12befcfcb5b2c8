package callbox.turn.engine;

/// Why an allocation is no more.
public enum AllocationEnd {
    /// The client refreshed it with a lifetime of zero.
    DELETED,
    /// Its lifetime ran out.
    EXPIRED,
    /// Its credential expired.
    CREDENTIAL_EXPIRED,
    /// Its call ended, and with it the credential.
    CREDENTIAL_ENDED,
    /// The client's TCP or TLS connection closed, and it had no mobility ticket.
    DISCONNECTED,
    /// The relay stops.
    SHUTDOWN
}
