package callbox.turn.policy;

import callbox.stun.IpAddress;
import java.util.List;
import java.util.stream.Stream;

/// Addresses that are nobody's on the public internet: the IANA special-purpose registries (RFC 6890, as of 2025), and
/// multicast. A cloud's metadata service (169.254.169.254, fd00:ec2::254) lies in link-local and unique-local space.
final class SpecialRanges {
    private static final List<Cidr> RANGES = Stream.of(
            "0.0.0.0/8", // this network, RFC 791
            "10.0.0.0/8", // private, RFC 1918
            "100.64.0.0/10", // carrier-grade NAT, RFC 6598
            "127.0.0.0/8", // loopback, RFC 1122
            "169.254.0.0/16", // link-local, RFC 3927
            "172.16.0.0/12", // private, RFC 1918
            "192.0.0.0/24", // protocol assignments, RFC 6890
            "192.0.2.0/24", // documentation, RFC 5737
            "192.31.196.0/24", // AS112, RFC 7535
            "192.52.193.0/24", // AMT, RFC 7450
            "192.88.99.0/24", // 6to4 relays, RFC 7526
            "192.168.0.0/16", // private, RFC 1918
            "192.175.48.0/24", // AS112, RFC 7534
            "198.18.0.0/15", // benchmarking, RFC 2544
            "198.51.100.0/24", // documentation, RFC 5737
            "203.0.113.0/24", // documentation, RFC 5737
            "224.0.0.0/4", // multicast, RFC 5771
            "240.0.0.0/4", // reserved and broadcast, RFC 1112
            // Everything outside 2000::/3: unspecified, loopback, discard-only, segment routing SIDs, unique-local,
            // link-local, site-local, multicast, and what was never handed out (RFC 4291 section 2.4).
            "::/3", "4000::/2", "8000::/1",
            "2001::/23", // protocol assignments, Teredo and ORCHID among them, RFC 2928
            "2001:db8::/32", // documentation, RFC 3849
            "2002::/16", // 6to4, RFC 3056
            "2620:4f:8000::/48", // AS112, RFC 7534
            "3fff::/20" // documentation, RFC 9637
    ).map(Cidr::parse).toList();

    private SpecialRanges() {
    }

    static boolean contain(IpAddress ip) {
        return RANGES.stream().anyMatch(range -> range.contains(ip));
    }
}
