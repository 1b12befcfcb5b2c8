package callbox.turn.policy;

import callbox.stun.IpAddress;
import callbox.stun.TransportAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The one function that decides whether the relay may exchange data with an address. CreatePermission, ChannelBind, Send
/// and Connect all ask it. Immutable.
///
/// In order: `deny-peers` refuses; `allow-peers` permits; another allocation of this relay is permitted, every other
/// port of this machine is refused; special ranges are refused. An IPv6 address that embeds an IPv4 address is permitted
/// only if `allow-peers` names its range and the IPv4 address is permitted too.
public final class PeerPolicy {
    private final List<Cidr> allow;
    private final List<Cidr> deny;
    private final OwnAddresses own;

    public PeerPolicy(List<Cidr> allow, List<Cidr> deny, OwnAddresses own) {
        this.allow = List.copyOf(allow);
        this.deny = List.copyOf(deny);
        this.own = own;
    }

    /// For permissions, which have no port. What passes here may still be refused by [#permits(TransportAddress)].
    public boolean permits(IpAddress peer) {
        return permits(peer, own.relayed().contains(peer));
    }

    public boolean permits(TransportAddress peer) {
        return peer.port() != 0
                && permits(peer.ip(), own.relayed().contains(peer.ip()) && own.isRelayPort(peer.port()));
    }

    /// Whether a permission for this address still says nothing about some of its ports.
    public boolean dependsOnPort(IpAddress peer) {
        return own.machine().contains(peer) || own.relayed().contains(peer);
    }

    private boolean permits(IpAddress peer, boolean ownRelay) {
        if (contains(deny, peer)) {
            return false;
        }
        if (EmbeddedIpv4.isIn(peer)) {
            return longest(allow, peer).flatMap(range -> EmbeddedIpv4.in(peer, range.prefixBits()))
                    .filter(embedded -> permits(embedded, false)).isPresent();
        }
        if (contains(allow, peer) || ownRelay) {
            return true;
        }
        return !own.machine().contains(peer) && !SpecialRanges.contain(peer);
    }

    private static Optional<Cidr> longest(List<Cidr> ranges, IpAddress ip) {
        return ranges.stream().filter(range -> range.contains(ip)).max(Comparator.comparingInt(Cidr::prefixBits));
    }

    private static boolean contains(List<Cidr> ranges, IpAddress ip) {
        return ranges.stream().anyMatch(range -> range.contains(ip));
    }
}
