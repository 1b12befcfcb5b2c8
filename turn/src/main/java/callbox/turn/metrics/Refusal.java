package callbox.turn.metrics;

/// Why the relay did not do what a packet asked for. A metric's label: the set is closed.
public enum Refusal {
    /// 401: no or wrong credentials.
    UNAUTHENTICATED,
    /// 438: the nonce has expired or belongs to another address. Normal once per nonce lifetime.
    STALE_NONCE,
    /// 400 and 420: a request that the protocol does not allow.
    BAD_REQUEST,
    /// 403: the peer policy says no.
    FORBIDDEN_PEER,
    /// 437 and 441: no such allocation, or somebody else's.
    ALLOCATION_MISMATCH,
    /// 440, 442, 443 and 405: a family, transport or feature that is not to be had.
    UNSUPPORTED,
    /// 486: the credential or the relay has as many allocations as it may.
    QUOTA,
    /// 508: no port is free, or an allocation has as many permissions or channels as it may.
    CAPACITY,
    /// 446 and 447: a TCP peer connection that exists or cannot be made.
    CONNECTION,
    /// Not answered: the source's prefix has had its share of answers to unauthenticated requests.
    REPLY_BUDGET,
    /// Closed: the source's network has as many connections without an allocation as it may, or all networks together have.
    STRANGERS,
    /// Not a message, or one that must be dropped silently.
    MALFORMED
}
