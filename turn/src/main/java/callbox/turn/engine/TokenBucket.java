package callbox.turn.engine;

/// Lets so much through per second, and up to one second's worth at once.
final class TokenBucket {
    private static final long MILLIS_PER_SECOND = 1000;
    /// Longer than anything is owed, and so short that nothing overflows.
    private static final long MAX_ELAPSED_MS = 3_600_000;
    /// A rate that never refuses.
    static final long UNLIMITED = 0;

    private final long perSecond;
    /// In thousandths, so that a millisecond's refill is a whole number.
    private long tokens;
    private long refilledAtMs;

    TokenBucket(long perSecond, long nowMs) {
        this.perSecond = perSecond;
        this.tokens = perSecond * MILLIS_PER_SECOND;
        this.refilledAtMs = nowMs;
    }

    /// Takes an amount if it is there.
    boolean take(int amount, long nowMs) {
        if (perSecond == UNLIMITED) {
            return true;
        }
        refill(nowMs);
        if (tokens < amount * MILLIS_PER_SECOND) {
            return false;
        }
        tokens -= amount * MILLIS_PER_SECOND;
        return true;
    }

    /// Takes an amount though it may not be there.
    ///
    /// @return after how many milliseconds there is nothing owed any more
    long borrow(int amount, long nowMs) {
        if (perSecond == UNLIMITED) {
            return 0;
        }
        refill(nowMs);
        tokens -= amount * MILLIS_PER_SECOND;
        return tokens >= 0 ? 0 : Math.ceilDiv(-tokens, perSecond);
    }

    private void refill(long nowMs) {
        long elapsed = Math.min(nowMs - refilledAtMs, MAX_ELAPSED_MS);
        tokens = Math.min(tokens + elapsed * perSecond, perSecond * MILLIS_PER_SECOND);
        refilledAtMs = nowMs;
    }
}
