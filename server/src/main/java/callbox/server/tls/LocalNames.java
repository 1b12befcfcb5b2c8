package callbox.server.tls;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// By which names and addresses this machine is reached.
///
/// @param hosts DNS names, `localhost` among them
/// @param addresses all addresses of interfaces that are up, loopback included, IPv6 link-local ones not: they need a zone,
///     which no certificate and no browser's address bar can hold
public record LocalNames(Set<String> hosts, List<InetAddress> addresses) {
    public LocalNames {
        hosts = Set.copyOf(hosts);
        addresses = List.copyOf(addresses);
    }

    public static LocalNames ofThisMachine() {
        try {
            var addresses = new ArrayList<InetAddress>();
            for (var network : NetworkInterface.networkInterfaces().filter(LocalNames::up).toList()) {
                network.inetAddresses()
                        .filter(address -> address instanceof Inet4Address || !address.isLinkLocalAddress())
                        .forEach(addresses::add);
            }
            return new LocalNames(hostNames(), addresses);
        } catch (IOException e) {
            return new LocalNames(Set.of("localhost"), List.of(InetAddress.getLoopbackAddress()));
        }
    }

    /// Addresses at which another machine may reach this one, the likeliest first: IPv4 of a LAN, other IPv4, IPv6.
    public List<InetAddress> reachable() {
        return addresses.stream().filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .sorted((a, b) -> Integer.compare(distance(a), distance(b))).toList();
    }

    private static int distance(InetAddress address) {
        if (address instanceof Inet4Address) {
            return address.isSiteLocalAddress() ? 0 : 1;
        }
        return 2;
    }

    private static boolean up(NetworkInterface network) {
        try {
            return network.isUp();
        } catch (IOException e) {
            return false;
        }
    }

    private static Set<String> hostNames() {
        var names = new LinkedHashSet<String>();
        names.add("localhost");
        try {
            var name = InetAddress.getLocalHost().getHostName();
            if (name.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")) {
                names.add(name);
            }
        } catch (IOException e) {
            // A machine whose own name does not resolve is reached by its addresses.
        }
        return names;
    }
}
