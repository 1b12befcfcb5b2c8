package callbox.turn.policy;

import callbox.stun.IpAddress;

/// Sorts addresses by the network that they come from, an IPv4 /24 or an IPv6 /48, into a fixed number of buckets: what is
/// counted for strangers must not grow with their number. Immutable.
public final class SourceNetworks {
    /// A power of two.
    public static final int BUCKETS = 4096;
    private static final int IPV4_HOST_BITS = 8;
    private static final int IPV6_SITE_BITS = 16;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final long seed;

    /// @param seed nobody who does not know it can pick networks that share a bucket
    public SourceNetworks(long seed) {
        this.seed = seed;
    }

    /// The number of the bucket, from 0 on.
    public int bucket(IpAddress source) {
        long prefix = switch (source.family()) {
            case IPV4 -> source.low() >>> IPV4_HOST_BITS;
            case IPV6 -> source.high() >>> IPV6_SITE_BITS | Long.MIN_VALUE;
        };
        long hash = ((prefix ^ seed) * MULTIPLIER) >>> 32;
        return (int) (hash & (BUCKETS - 1));
    }
}
