package callbox.server.signaling;

import java.time.Duration;
import java.time.Instant;

/// Lets through a burst, and then a steady rate. Thread-safe.
final class TokenBucket {
    private final int capacity;
    private final int perSecond;

    // Guarded by this.
    private double tokens;
    private Instant filledAt;

    TokenBucket(int capacity, int perSecond, Instant now) {
        this.capacity = capacity;
        this.perSecond = perSecond;
        this.tokens = capacity;
        this.filledAt = now;
    }

    synchronized boolean take(int amount, Instant now) {
        fill(now);
        if (tokens < amount) {
            return false;
        }
        tokens -= amount;
        return true;
    }

    /// How long until so much is there.
    synchronized Duration wait(int amount, Instant now) {
        fill(now);
        var missing = Math.max(0, Math.min(amount, capacity) - tokens);
        return Duration.ofMillis((long) Math.ceil(missing * 1000 / perSecond));
    }

    synchronized boolean full(Instant now) {
        fill(now);
        return tokens >= capacity;
    }

    /// A clock that was set back fills nothing.
    private void fill(Instant now) {
        var elapsedMs = Math.max(0, Duration.between(filledAt, now).toMillis());
        tokens = Math.min(capacity, tokens + elapsedMs * perSecond / 1000.0);
        filledAt = now;
    }
}
