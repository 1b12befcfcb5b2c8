package callbox.turn;

import callbox.stun.AddressFamily;
import callbox.stun.IpAddress;
import callbox.turn.policy.Cidr;
import java.util.List;
import java.util.OptionalInt;

/// How a relay is set up. Every part refuses nonsense with a sentence that says what to change.
///
/// @param realm the realm of the credentials, customarily a domain name
/// @param threads event loops; zero takes one per processor, up to [#MAX_DEFAULT_THREADS]
public record TurnConfig(String realm, Listen listen, Relays relays, Peers peers, Limits limits, int threads) {
    /// The port that RFC 8656 section 20 registers.
    public static final int DEFAULT_PORT = 3478;
    /// The dynamic ports (RFC 6335), as RFC 8656 section 7.2 recommends.
    public static final int DEFAULT_MIN_RELAY_PORT = 49_152;
    public static final int DEFAULT_MAX_RELAY_PORT = 65_535;
    /// One loop relays far above 100,000 datagrams per second: more threads than this take memory for nothing.
    public static final int MAX_DEFAULT_THREADS = 4;

    private static final int MAX_PORT = 65_535;

    public TurnConfig {
        if (realm.isEmpty() || realm.length() > 127) {
            throw new IllegalArgumentException("the realm must have 1 to 127 characters; take a domain name");
        }
        if (threads < 0) {
            throw new IllegalArgumentException("there cannot be " + threads + " threads; leave 0 for a good number");
        }
    }

    /// A safe relay on the customary ports of every address of this machine.
    public static TurnConfig defaults(String realm) {
        return new TurnConfig(realm, new Listen(List.of(), DEFAULT_PORT, OptionalInt.empty()),
                new Relays(List.of(), DEFAULT_MIN_RELAY_PORT, DEFAULT_MAX_RELAY_PORT), new Peers(List.of(), List.of()),
                Limits.DEFAULTS, 0);
    }

    /// Where clients connect.
    ///
    /// @param addresses of this machine; none, or a wildcard, is all of them
    /// @param port for UDP and TCP; zero takes any free one, the same on every address
    /// @param tlsPort for TLS, if the relay has a port of its own for it
    public record Listen(List<IpAddress> addresses, int port, OptionalInt tlsPort) {
        public Listen {
            addresses = List.copyOf(addresses);
            checkPort("the port", port);
            tlsPort.ifPresent(tls -> checkPort("the TLS port", tls));
        }
    }

    /// Where peers connect.
    ///
    /// @param externalAddresses how peers and clients reach this machine if that is not one of its own addresses: behind a
    ///         one-to-one NAT; at most one per family
    public record Relays(List<IpAddress> externalAddresses, int minPort, int maxPort) {
        public Relays {
            externalAddresses = List.copyOf(externalAddresses);
            checkPort("the first relay port", minPort);
            checkPort("the last relay port", maxPort);
            if (minPort < 1024 || minPort > maxPort) {
                throw new IllegalArgumentException("the relay ports " + minPort + "-" + maxPort
                        + " are no range; write one like 49152-65535, not below 1024");
            }
            if (externalAddresses.stream().map(IpAddress::family).distinct().count() != externalAddresses.size()) {
                throw new IllegalArgumentException("more than one external address of a family; give at most one "
                        + AddressFamily.IPV4 + " and one " + AddressFamily.IPV6 + " address");
            }
        }
    }

    /// Exceptions to the peer policy; see [callbox.turn.policy.PeerPolicy].
    public record Peers(List<Cidr> allow, List<Cidr> deny) {
        public Peers {
            allow = List.copyOf(allow);
            deny = List.copyOf(deny);
        }
    }

    /// How much there may be.
    ///
    /// @param allocationsPerCredential at one time
    /// @param allocations at one time, in all
    /// @param bytesPerSecond of data per allocation, both directions together; zero is no limit
    /// @param repliesPerSecond to unauthenticated UDP requests per source network
    public record Limits(int allocationsPerCredential, int allocations, long bytesPerSecond, int repliesPerSecond) {
        /// A browser makes one allocation per server address, transport and network interface, and as many again during
        /// an ICE restart: 64 is above what a device in a call needs. 10 Mbit/s is above what a video call needs. A
        /// browser's beginning takes three replies, so 200 per second are an office that joins at once.
        public static final Limits DEFAULTS = new Limits(64, 8_000, 1_250_000, 200);

        public Limits {
            if (allocationsPerCredential < 1 || allocations < 1 || bytesPerSecond < 0 || repliesPerSecond < 1) {
                throw new IllegalArgumentException("a relay's limits must be positive");
            }
        }
    }

    public TurnConfig withListen(Listen other) {
        return new TurnConfig(realm, other, relays, peers, limits, threads);
    }

    public TurnConfig withRelays(Relays other) {
        return new TurnConfig(realm, listen, other, peers, limits, threads);
    }

    public TurnConfig withPeers(Peers other) {
        return new TurnConfig(realm, listen, relays, other, limits, threads);
    }

    public TurnConfig withLimits(Limits other) {
        return new TurnConfig(realm, listen, relays, peers, other, threads);
    }

    public TurnConfig withThreads(int other) {
        return new TurnConfig(realm, listen, relays, peers, limits, other);
    }

    private static void checkPort(String name, int port) {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException(name + " cannot be " + port + "; take one from 1 to " + MAX_PORT);
        }
    }
}
