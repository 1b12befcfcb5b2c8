package callbox.turn.policy;

import callbox.stun.AddressFamily;
import callbox.stun.IpAddress;
import java.util.Optional;

/// An address range, `10.0.0.0/8` or `fc00::/7`; a bare address is a range of one.
///
/// @param prefixBits 0 to 32, or 0 to 128
public record Cidr(IpAddress network, int prefixBits) {

    public Cidr {
        if (prefixBits < 0 || prefixBits > bits(network.family())) {
            throw new IllegalArgumentException("no prefix length for " + network + ": " + prefixBits);
        }
    }

    /// Reads a range, or refuses with a sentence that tells what to write instead.
    ///
    /// @throws IllegalArgumentException with that sentence
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        Optional<IpAddress> ip = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        String prefix = slash < 0 ? "" : text.substring(slash + 1);
        if (ip.isEmpty() || (slash >= 0 && !prefix.matches("[0-9]{1,3}"))) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no address range; write one like 10.0.0.0/8 or fc00::/7");
        }
        int longest = bits(ip.get().family());
        int prefixBits = slash < 0 ? longest : Integer.parseInt(prefix);
        if (prefixBits > longest) {
            throw new IllegalArgumentException("\"" + text + "\" has a prefix longer than /" + longest);
        }
        Cidr cidr = new Cidr(ip.get(), prefixBits);
        if (!cidr.masked(cidr.network).equals(cidr.network)) {
            throw new IllegalArgumentException("\"" + text + "\" has address bits beyond its prefix; write "
                    + cidr.masked(cidr.network) + "/" + prefixBits);
        }
        return cidr;
    }

    public boolean contains(IpAddress ip) {
        return ip.family() == network.family() && masked(ip).equals(network);
    }

    private IpAddress masked(IpAddress ip) {
        return switch (ip.family()) {
            case IPV4 -> new IpAddress(AddressFamily.IPV4, 0, ip.low() & mask(prefixBits + 32) & 0xFFFF_FFFFL);
            case IPV6 -> IpAddress.ipv6(ip.high() & mask(prefixBits), ip.low() & mask(prefixBits - Long.SIZE));
        };
    }

    /// A 64-bit word with its first `bits` bits set; all or none beyond its ends.
    private static long mask(int bits) {
        if (bits <= 0) {
            return 0;
        }
        return bits >= Long.SIZE ? -1 : -1L << (Long.SIZE - bits);
    }

    private static int bits(AddressFamily family) {
        return family.lengthBytes() * Byte.SIZE;
    }

    @Override
    public String toString() {
        return network + "/" + prefixBits;
    }
}
