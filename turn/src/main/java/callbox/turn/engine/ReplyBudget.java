package callbox.turn.engine;

import callbox.stun.IpAddress;

/// Bounds what strangers get answered, so that the relay is no use for reflecting traffic at a forged source address.
///
/// One token bucket per source prefix, /24 for IPv4 and /48 for IPv6, in a table of fixed size: a flood from many
/// prefixes takes no more memory than none. Two prefixes that fall together share one budget.
final class ReplyBudget {
    /// 4096 buckets of about 40 bytes; a power of two.
    private static final int BUCKETS = 4096;
    private static final int IPV4_HOST_BITS = 8;
    private static final int IPV6_SITE_BITS = 16;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final TokenBucket[] buckets = new TokenBucket[BUCKETS];
    /// Nobody who does not know it can pick prefixes that share a bucket.
    private final long seed;

    ReplyBudget(int repliesPerSecond, long seed, long nowMs) {
        this.seed = seed;
        for (int i = 0; i < BUCKETS; i++) {
            buckets[i] = new TokenBucket(repliesPerSecond, nowMs);
        }
    }

    /// Takes one reply to this source from its budget, if there is one left.
    boolean take(IpAddress source, long nowMs) {
        long prefix = switch (source.family()) {
            case IPV4 -> source.low() >>> IPV4_HOST_BITS;
            case IPV6 -> source.high() >>> IPV6_SITE_BITS | Long.MIN_VALUE;
        };
        long hash = ((prefix ^ seed) * MULTIPLIER) >>> 32;
        return buckets[(int) (hash & (BUCKETS - 1))].take(1, nowMs);
    }
}
