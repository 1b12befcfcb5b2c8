package callbox.turn.engine;

import callbox.stun.IpAddress;
import callbox.turn.policy.SourceNetworks;

/// Bounds what strangers get answered, so that the relay is no use for reflecting traffic at a forged source address.
///
/// One token bucket per source prefix, /24 for IPv4 and /48 for IPv6, in a table of fixed size: a flood from many
/// prefixes takes no more memory than none. Two prefixes that fall together share one budget.
final class ReplyBudget {
    private final TokenBucket[] buckets = new TokenBucket[SourceNetworks.BUCKETS];
    private final SourceNetworks networks;

    ReplyBudget(int repliesPerSecond, long seed, long nowMs) {
        this.networks = new SourceNetworks(seed);
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = new TokenBucket(repliesPerSecond, nowMs);
        }
    }

    /// Takes one reply to this source from its budget, if there is one left.
    boolean take(IpAddress source, long nowMs) {
        return buckets[networks.bucket(source)].take(1, nowMs);
    }
}
