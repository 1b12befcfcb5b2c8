package callbox.server.config;

import static callbox.server.config.InvalidConfigException.require;

import callbox.stun.IpAddress;
import callbox.turn.TurnConfig;
import callbox.turn.policy.Cidr;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/// Our own STUN and TURN server.
///
/// @param port for UDP and TCP; `auto` is 3478, or the next one that is free
/// @param tlsPort a port of its own for TLS, besides HTTPS's; 0: none
/// @param host the address to listen on; empty: all
/// @param ports from which allocations take theirs, like `49152-65535`
/// @param externalAddresses how this machine is reached behind a one-to-one NAT; at most one per family
/// @param publicHost the name or address that clients are told; empty: the one by which they reached us
/// @param secret with which credentials are minted; empty: a random one that is kept in the data directory
/// @param credentialLifetime after which a device must have asked for new ones
/// @param allowPeers ranges to relay to although they are private or special
/// @param denyPeers ranges not to relay to, whatever else is allowed
public record RelayConfig(boolean enabled, String port, int tlsPort, String host, String ports,
        List<String> externalAddresses, String publicHost, String realm, String secret, Duration credentialLifetime,
        List<String> allowPeers, List<String> denyPeers, Limits limits) {
    private static final String AUTO = "auto";

    /// The page asks for new credentials a minute before these expire (docs/PROTOCOL.md).
    private static final Duration SHORTEST_LIFETIME = Duration.ofMinutes(2);
    private static final Duration LONGEST_LIFETIME = Duration.ofDays(1);

    /// @param allocations at one time, in all
    /// @param allocationsPerCredential at one time
    /// @param bytesPerSecond of data per allocation, both directions together; 0: no limit
    /// @param repliesPerSecond to UDP requests without credentials, per source network
    public record Limits(int allocations, int allocationsPerCredential, int bytesPerSecond, int repliesPerSecond) {
        public Limits {
            require(allocations > 0 && allocationsPerCredential > 0 && bytesPerSecond >= 0 && repliesPerSecond > 0,
                    "relay.limits has a number that is not positive; only bytes-per-second may be 0, for no limit");
        }
    }

    public RelayConfig {
        require(port.equals(AUTO) || port.matches("[0-9]{1,5}"),
                "relay.port is \"%s\"; write a port, or auto for 3478 or the next one that is free".formatted(port));
        require(publicHost.isEmpty() || publicHost.matches("[A-Za-z0-9.\\-]+|\\[[0-9A-Fa-f:.]+]"),
                "relay.public-host is \"%s\"; write a name or an address, like turn.example.org or [2001:db8::1]"
                        .formatted(publicHost));
        require(credentialLifetime.compareTo(SHORTEST_LIFETIME) >= 0
                && credentialLifetime.compareTo(LONGEST_LIFETIME) <= 0,
                "relay.credential-lifetime is %s; write a duration from 2m to 1d".formatted(credentialLifetime));
        turn(port.equals(AUTO) ? TurnConfig.DEFAULT_PORT : Integer.parseInt(port), tlsPort, host, ports,
                externalAddresses, realm, allowPeers, denyPeers, limits);
    }

    /// The port, if it must be this one; 0 is any free one.
    public OptionalInt fixedPort() {
        return port.equals(AUTO) ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port));
    }

    /// The relay's own configuration, with that port.
    public TurnConfig turn(int onPort) {
        return turn(onPort, tlsPort, host, ports, externalAddresses, realm, allowPeers, denyPeers, limits);
    }

    private static TurnConfig turn(int port, int tlsPort, String host, String ports, List<String> externalAddresses,
            String realm, List<String> allowPeers, List<String> denyPeers, Limits limits) {
        require(ports.matches("[0-9]{1,5}-[0-9]{1,5}"),
                "relay.ports is \"%s\"; write a range like 49152-65535".formatted(ports));
        int dash = ports.indexOf('-');
        try {
            return new TurnConfig(realm,
                    new TurnConfig.Listen(addresses("relay.host", host.isEmpty() ? List.of() : List.of(host)), port,
                            tlsPort == 0 ? OptionalInt.empty() : OptionalInt.of(tlsPort)),
                    new TurnConfig.Relays(addresses("relay.external-addresses", externalAddresses),
                            Integer.parseInt(ports.substring(0, dash)), Integer.parseInt(ports.substring(dash + 1))),
                    new TurnConfig.Peers(ranges("relay.allow-peers", allowPeers),
                            ranges("relay.deny-peers", denyPeers)),
                    new TurnConfig.Limits(limits.allocationsPerCredential, limits.allocations, limits.bytesPerSecond,
                            limits.repliesPerSecond),
                    0);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigException("relay: " + e.getMessage(), e);
        }
    }

    private static List<IpAddress> addresses(String key, List<String> texts) {
        return texts.stream().map(text -> IpAddress.parse(text).orElseThrow(() -> new InvalidConfigException(
                "%s has \"%s\"; write an IP address, like 203.0.113.7".formatted(key, text)))).toList();
    }

    private static List<Cidr> ranges(String key, List<String> texts) {
        try {
            return texts.stream().map(Cidr::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigException(key + ": " + e.getMessage(), e);
        }
    }
}
