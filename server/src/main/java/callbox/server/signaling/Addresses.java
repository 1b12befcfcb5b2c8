package callbox.server.signaling;

import callbox.server.config.SignalingConfig;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// What each client address may use of the server. Thread-safe.
final class Addresses {
    /// A handshake costs about this many messages: TLS, JSON, a user, a snapshot.
    private static final int CONNECT_COST = 20;

    /// A burst of this many seconds' worth: an office that comes back after an outage.
    private static final int BURST_SECONDS = 4;

    /// An IPv6 network gives a household a /64; whoever has one address of it has all.
    private static final int IPV6_NETWORK_BYTES = 8;

    private final SignalingConfig config;
    private final Map<String, Address> byKey = new HashMap<>(); // guarded by this

    Addresses(SignalingConfig config) {
        this.config = config;
    }

    /// One client address with its connections.
    static final class Address {
        private final TokenBucket bucket;
        private int connections; // guarded by Addresses

        private Address(TokenBucket bucket) {
            this.bucket = bucket;
        }

        TokenBucket bucket() {
            return bucket;
        }
    }

    synchronized Optional<Address> admit(InetAddress client, Instant now) {
        var address = byKey.computeIfAbsent(key(client), _ -> new Address(bucket(now)));
        if (address.connections >= config.maxConnectionsPerAddress() || !address.bucket.take(CONNECT_COST, now)) {
            return Optional.empty();
        }
        address.connections++;
        return Optional.of(address);
    }

    synchronized void release(Address address) {
        address.connections--;
    }

    /// Forgets addresses that are as good as new.
    synchronized void tidy(Instant now) {
        byKey.values().removeIf(address -> address.connections == 0 && address.bucket.full(now));
    }

    private TokenBucket bucket(Instant now) {
        var perSecond = config.messagesPerSecondPerAddress();
        return new TokenBucket(Math.max(CONNECT_COST, perSecond * BURST_SECONDS), perSecond, now);
    }

    private static String key(InetAddress client) {
        var bytes = client.getAddress();
        var network = client instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes;
        return HexFormat.of().formatHex(network);
    }
}
