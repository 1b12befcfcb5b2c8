package callbox.turn.policy;

import callbox.stun.AddressFamily;
import callbox.stun.IpAddress;
import java.util.Optional;

/// The IPv4 address inside an IPv6 address. A translator or tunnel on the way would deliver to it, whatever ranges the
/// IPv6 form itself is in.
final class EmbeddedIpv4 {
    private static final IpAddress UNSPECIFIED = IpAddress.ipv6(0, 0);
    private static final IpAddress LOOPBACK = IpAddress.ipv6(0, 1);
    private static final Cidr COMPATIBLE = Cidr.parse("::/96"); // RFC 4291 section 2.5.5.1
    private static final Cidr MAPPED = Cidr.parse("::ffff:0:0/96"); // RFC 4291 section 2.5.5.2
    private static final Cidr TRANSLATED = Cidr.parse("::ffff:0:0:0/96"); // RFC 2765 section 2.1
    private static final Cidr NAT64 = Cidr.parse("64:ff9b::/96"); // RFC 6052 section 2.1
    private static final Cidr LOCAL_NAT64 = Cidr.parse("64:ff9b:1::/48"); // RFC 8215
    private static final Cidr SIX_TO_FOUR = Cidr.parse("2002::/16"); // RFC 3056 section 2
    private static final Cidr TEREDO = Cidr.parse("2001::/32"); // RFC 4380 section 4
    /// ISATAP's interface identifiers, in any network: 00-00-5E-FE or, globally unique, 02-00-5E-FE (RFC 5214 section 6.1).
    private static final int ISATAP = 0x00005EFE;
    private static final int ISATAP_MASK = ~0x02000000;

    private EmbeddedIpv4() {
    }

    /// Whether there is one.
    static boolean isIn(IpAddress ip) {
        return LOCAL_NAT64.contains(ip) || at(ip).isPresent();
    }

    /// The address; empty if there is none, or nobody can tell which.
    ///
    /// @param prefixBits of the range that the operator has named: inside the prefix of RFC 8215 they say where the address is
    static Optional<IpAddress> in(IpAddress ip, int prefixBits) {
        return LOCAL_NAT64.contains(ip) ? localNat64(ip, prefixBits) : at(ip);
    }

    private static Optional<IpAddress> at(IpAddress ip) {
        if (ip.family() == AddressFamily.IPV4 || ip.equals(UNSPECIFIED) || ip.equals(LOOPBACK)) {
            return Optional.empty();
        }
        if (MAPPED.contains(ip) || TRANSLATED.contains(ip) || NAT64.contains(ip) || COMPATIBLE.contains(ip)) {
            return Optional.of(IpAddress.ipv4((int) ip.low()));
        }
        if (SIX_TO_FOUR.contains(ip)) {
            return Optional.of(IpAddress.ipv4((int) (ip.high() >>> 16)));
        }
        if (TEREDO.contains(ip)) {
            // The client's address is stored inverted.
            return Optional.of(IpAddress.ipv4(~(int) ip.low()));
        }
        if (((int) (ip.low() >>> 32) & ISATAP_MASK) == ISATAP) {
            return Optional.of(IpAddress.ipv4((int) ip.low()));
        }
        return Optional.empty();
    }

    /// RFC 6052 section 2.2: around the octet 64 to 71, which is zero.
    private static Optional<IpAddress> localNat64(IpAddress ip, int prefixBits) {
        return switch (prefixBits) {
            case 48 -> Optional.of(IpAddress.ipv4((int) ((ip.high() << 16) | ((ip.low() >>> 40) & 0xFFFF))));
            case 56 -> Optional.of(IpAddress.ipv4((int) ((ip.high() << 24) | ((ip.low() >>> 32) & 0xFF_FFFF))));
            case 64 -> Optional.of(IpAddress.ipv4((int) (ip.low() >>> 24)));
            case 96 -> Optional.of(IpAddress.ipv4((int) ip.low()));
            default -> Optional.empty();
        };
    }
}
