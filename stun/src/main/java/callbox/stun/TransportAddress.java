package callbox.stun;

import java.net.InetSocketAddress;

/// An IP address and a port (RFC 8489 section 4).
///
/// @param port 0 to 65535
public record TransportAddress(IpAddress ip, int port) {
    private static final int MAX_PORT = 65_535;

    public TransportAddress {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("no port: " + port);
        }
    }

    public static TransportAddress of(InetSocketAddress address) {
        return new TransportAddress(IpAddress.of(address.getAddress()), address.getPort());
    }

    public AddressFamily family() {
        return ip.family();
    }

    public InetSocketAddress toSocketAddress() {
        return new InetSocketAddress(ip.toInetAddress(), port);
    }

    @Override
    public String toString() {
        return family() == AddressFamily.IPV4 ? ip + ":" + port : "[" + ip + "]:" + port;
    }
}
