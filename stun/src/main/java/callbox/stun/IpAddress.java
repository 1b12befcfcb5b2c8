package callbox.stun;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// An IP address as two numbers, so that the hot path can compare addresses without creating objects.
///
/// An IPv4 address is its 32 bits in `low`, with `high` zero. An IPv6 address stays one even where it embeds an IPv4
/// address (`::ffff:10.0.0.1`): whoever decides about an address must see the form in which it was written.
///
/// @param high the first 64 bits of an IPv6 address, zero for IPv4
/// @param low the last 64 bits of an IPv6 address, or the 32 bits of an IPv4 address
public record IpAddress(AddressFamily family, long high, long low) {
    private static final long IPV4_BITS = 0xFFFF_FFFFL;

    public IpAddress {
        if (family == AddressFamily.IPV4 && (high != 0 || (low & ~IPV4_BITS) != 0)) {
            throw new IllegalArgumentException("an IPv4 address has 32 bits");
        }
    }

    /// The IPv4 address with these 32 bits.
    public static IpAddress ipv4(int bits) {
        return new IpAddress(AddressFamily.IPV4, 0, Integer.toUnsignedLong(bits));
    }

    /// The IPv6 address with these 128 bits.
    public static IpAddress ipv6(long high, long low) {
        return new IpAddress(AddressFamily.IPV6, high, low);
    }

    /// The address that these 4 or 16 bytes in network order are.
    public static IpAddress ofBytes(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return switch (bytes.length) {
            case 4 -> ipv4(buffer.getInt());
            case 16 -> ipv6(buffer.getLong(), buffer.getLong());
            default -> throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + bytes.length);
        };
    }

    /// The address of the JDK's kind; its scope id is dropped.
    public static IpAddress of(InetAddress address) {
        return ofBytes(address.getAddress());
    }

    /// Reads `192.0.2.1` or `2001:db8::1`; empty when the text is no address literal. Names are never looked up.
    public static Optional<IpAddress> parse(String text) {
        return IpLiteral.parse(text);
    }

    /// The 4 or 16 bytes in network order.
    public byte[] toBytes() {
        ByteBuffer buffer = ByteBuffer.allocate(family.lengthBytes());
        return switch (family) {
            case IPV4 -> buffer.putInt((int) low).array();
            case IPV6 -> buffer.putLong(high).putLong(low).array();
        };
    }

    /// The JDK's kind of address. The JDK turns `::ffff:a.b.c.d` into an IPv4 address on the way.
    public InetAddress toInetAddress() {
        try {
            return InetAddress.getByAddress(toBytes());
        } catch (UnknownHostException e) {
            throw new AssertionError("4 and 16 bytes are always an address", e);
        }
    }

    /// Whether this is the wildcard, `0.0.0.0` or `::`.
    public boolean isWildcard() {
        return high == 0 && low == 0;
    }

    @Override
    public String toString() {
        return IpLiteral.format(this);
    }
}
