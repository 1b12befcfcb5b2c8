package callbox.turn;

import callbox.stun.AddressFamily;
import callbox.stun.IpAddress;
import callbox.turn.net.RelayAddress;
import callbox.turn.policy.OwnAddresses;
import callbox.turn.policy.PeerPolicy;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Which addresses a relay listens on, relays from and advertises, worked out from its configuration and the machine's
/// interfaces.
///
/// @param machine every address of this machine
/// @param listen where clients connect
/// @param relays at most one per family
/// @param advice sentences for the operator; none if all is well
public record AddressPlan(Set<IpAddress> machine, List<IpAddress> listen, List<RelayAddress> relays,
        List<String> advice) {
    public AddressPlan {
        machine = Set.copyOf(machine);
        listen = List.copyOf(listen);
        relays = List.copyOf(relays);
        advice = List.copyOf(advice);
    }

    /// Knows public addresses from others.
    private static final PeerPolicy ANYWHERE = new PeerPolicy(List.of(), List.of(),
            new OwnAddresses(Set.of(), Set.of(), 0, 0));

    /// The plan for this machine as it is now.
    ///
    /// @throws TurnStartException if the configuration names an address that this machine has not
    public static AddressPlan of(TurnConfig config) {
        return of(config, machineAddresses());
    }

    /// The plan for a machine with these addresses.
    static AddressPlan of(TurnConfig config, Set<IpAddress> machine) {
        List<IpAddress> wanted = config.listen().addresses();
        boolean all = wanted.isEmpty() || wanted.stream().anyMatch(IpAddress::isWildcard);
        List<IpAddress> listen = all ? List.copyOf(machine) : wanted;
        for (IpAddress ip : listen) {
            if (!machine.contains(ip)) {
                throw new TurnStartException(
                        "the relay cannot listen on " + ip + ", which is no address of this machine ("
                                + join(machine) + ")");
            }
        }
        List<RelayAddress> relays = new ArrayList<>();
        List<String> advice = new ArrayList<>();
        for (AddressFamily family : AddressFamily.values()) {
            Optional<IpAddress> external = config.relays().externalAddresses().stream()
                    .filter(ip -> ip.family() == family).findFirst();
            Optional<IpAddress> local = external.filter(machine::contains)
                    .or(() -> best(listen.stream().filter(ip -> ip.family() == family)));
            if (local.isPresent()) {
                relays.add(new RelayAddress(local.get(), external.orElse(local.get())));
                advise(config, local.get(), external).ifPresent(advice::add);
            } else if (external.isPresent()) {
                throw new TurnStartException("the relay cannot advertise " + external.get()
                        + ": this machine has no address of that family to listen on");
            }
        }
        return new AddressPlan(machine, listen, relays, advice);
    }

    private static Optional<String> advise(TurnConfig config, IpAddress local, Optional<IpAddress> external) {
        TurnConfig.Relays relays = config.relays();
        if (external.isPresent() && !external.get().equals(local)) {
            return Optional.of("The relay tells peers " + external.get() + ", which is not an address of this machine: "
                    + "forward UDP " + config.listen().port() + " and " + relays.minPort() + "-" + relays.maxPort()
                    + " and TCP " + config.listen().port() + " of it to " + local + ".");
        }
        if (external.isEmpty() && local.family() == AddressFamily.IPV4 && !ANYWHERE.permits(local)) {
            return Optional.of("The relay has no public IPv4 address and tells peers " + local
                    + ": set the external address if it is to serve calls from outside this network.");
        }
        return Optional.empty();
    }

    /// A public address before a private one before loopback.
    private static Optional<IpAddress> best(Stream<IpAddress> candidates) {
        return candidates.min(Comparator.comparing((IpAddress ip) -> !ANYWHERE.permits(ip))
                .thenComparing(ip -> ip.toInetAddress().isLoopbackAddress()));
    }

    private static Set<IpAddress> machineAddresses() {
        try {
            Set<IpAddress> addresses = new LinkedHashSet<>();
            for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
                if (network.isUp()) {
                    // A link-local address is none without its interface.
                    network.inetAddresses().filter(ip -> !ip.isLinkLocalAddress() || isIpv4(ip)).map(IpAddress::of)
                            .forEach(addresses::add);
                }
            }
            return addresses;
        } catch (SocketException e) {
            throw new TurnStartException("the relay cannot list this machine's addresses: " + e.getMessage(), e);
        }
    }

    private static boolean isIpv4(InetAddress ip) {
        return ip.getAddress().length == AddressFamily.IPV4.lengthBytes();
    }

    private static String join(Set<IpAddress> addresses) {
        return String.join(", ", addresses.stream().map(IpAddress::toString).sorted().toList());
    }

    /// What the peer policy must know of this plan.
    OwnAddresses ownAddresses(TurnConfig.Relays config) {
        Set<IpAddress> own = new LinkedHashSet<>(machine);
        own.addAll(config.externalAddresses());
        Set<IpAddress> relayed = new LinkedHashSet<>();
        relays.forEach(relay -> relayed.add(relay.advertised()));
        return new OwnAddresses(own, relayed, config.minPort(), config.maxPort());
    }
}
