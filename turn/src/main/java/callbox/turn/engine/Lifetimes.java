package callbox.turn.engine;

import callbox.stun.Attribute;
import callbox.stun.StunMessage;

/// The times of RFC 8656.
final class Lifetimes {
    /// Section 7.2: what a client gets that asks for less or nothing.
    static final long DEFAULT_ALLOCATION_SECONDS = 600;
    /// Section 7.2 recommends no more than an hour.
    static final long MAX_ALLOCATION_SECONDS = 3600;
    /// Section 9.
    static final long PERMISSION_MS = 300_000;
    /// Section 12.
    static final long CHANNEL_MS = 600_000;
    /// Section 7.2: how long the next port is set aside.
    static final long RESERVATION_MS = 30_000;
    /// RFC 6062 section 5.2 and 5.3: how long a connected peer waits for the client's data connection.
    static final long UNBOUND_CONNECTION_MS = 30_000;
    /// RFC 8489 section 6.2.1: a request is not retransmitted later than this (39.5 s, rounded up).
    static final long RETRANSMISSION_MS = 40_000;

    private Lifetimes() {
    }

    /// The allocation's lifetime that a request gets.
    static long granted(StunMessage request) {
        long asked = request.find(Attribute.Lifetime.class).map(Attribute.Lifetime::seconds)
                .orElse(DEFAULT_ALLOCATION_SECONDS);
        return Math.clamp(asked, DEFAULT_ALLOCATION_SECONDS, MAX_ALLOCATION_SECONDS);
    }
}
