package callbox.turn.engine;

import callbox.stun.Attribute;
import callbox.stun.MessageClass;
import callbox.stun.Method;
import callbox.stun.StunEncoder;
import callbox.stun.StunError;
import callbox.stun.StunMessage;
import callbox.stun.TransactionId;
import callbox.stun.TransportAddress;
import callbox.turn.policy.PeerPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Peers over TCP (RFC 6062): Connect, ConnectionAttempt and ConnectionBind.
///
/// A peer connection is Connecting until the I/O says that it is connected, Waiting until the client's data connection
/// comes for it (or 30 seconds are over), then Joined until either side closes.
final class ConnectionHandler {
    private static final int ENGINE_SHIFT = 24;

    private static final class PeerConnection {
        final Relay relay;
        final TransportAddress peer;
        /// The Connect request that waits for its answer.
        @Nullable
        Transaction connect;
        /// While the client has not come for it.
        long waitsUntilMs = Long.MAX_VALUE;

        PeerConnection(Relay relay, TransportAddress peer) {
            this.relay = relay;
            this.peer = peer;
        }
    }

    private final int engine;
    private final AllocationRegistry registry;
    private final PeerPolicy policy;
    private final RandomGenerator random;
    private final Outbox out;
    private final Map<Integer, PeerConnection> connections = new HashMap<>();

    ConnectionHandler(int engine, AllocationRegistry registry, PeerPolicy policy, RandomGenerator random, Outbox out) {
        this.engine = engine;
        this.registry = registry;
        this.policy = policy;
        this.random = random;
        this.out = out;
    }

    /// The engine that a CONNECTION-ID belongs to.
    static int engineOf(int connection) {
        return connection >>> ENGINE_SHIFT;
    }

    /// RFC 6062 section 5.2.
    void connect(Transaction transaction, Allocation allocation) {
        Optional<TransportAddress> peer = transaction.request().find(Attribute.XorPeerAddress.class)
                .map(Attribute.XorPeerAddress::address);
        if (peer.isEmpty() || !allocation.isTcp()) {
            transaction.refuse(StunError.BAD_REQUEST);
            return;
        }
        Relay relay = allocation.relay(peer.get().family());
        if (relay == null) {
            transaction.refuse(StunError.PEER_ADDRESS_FAMILY_MISMATCH);
        } else if (!policy.permits(peer.get())) {
            transaction.refuse(StunError.FORBIDDEN);
        } else if (connections.values().stream().anyMatch(c -> c.relay == relay && c.peer.equals(peer.get()))) {
            transaction.refuse(StunError.CONNECTION_ALREADY_EXISTS);
        } else if (isFull(allocation)) {
            transaction.refuse(StunError.INSUFFICIENT_CAPACITY);
        } else {
            PeerConnection connection = new PeerConnection(relay, peer.get());
            connection.connect = transaction;
            int id = register(connection);
            TransportAddress target = new TransportAddress(relay.toWire(peer.get().ip()), peer.get().port());
            out.add(new Command.ConnectPeer(id, relay, target));
        }
    }

    void connected(int id, long nowMs) {
        PeerConnection connection = connections.get(id);
        if (connection == null || connection.connect == null) {
            out.add(new Command.ClosePeer(id));
            return;
        }
        connection.connect.succeed(List.of(new Attribute.ConnectionId(id)));
        connection.connect = null;
        connection.waitsUntilMs = nowMs + Lifetimes.UNBOUND_CONNECTION_MS;
    }

    void gone(int id) {
        PeerConnection connection = connections.remove(id);
        if (connection != null && connection.connect != null) {
            connection.connect.refuse(StunError.CONNECTION_TIMEOUT_OR_FAILURE);
        }
    }

    /// RFC 6062 section 5.3.
    void arrived(Input.PeerArrived arrival, long nowMs) {
        Relay relay = arrival.relay();
        TransportAddress seen = arrival.peer();
        TransportAddress peer = new TransportAddress(relay.name(seen.ip()), seen.port());
        boolean permitted = relay.permits(seen.ip().high(), seen.ip().low(), nowMs) && policy.permits(peer);
        if (!permitted || isFull(relay.allocation())) {
            out.add(new Command.RefusePeer(arrival.handle()));
            return;
        }
        PeerConnection connection = new PeerConnection(relay, peer);
        connection.waitsUntilMs = nowMs + Lifetimes.UNBOUND_CONNECTION_MS;
        int id = register(connection);
        out.add(new Command.AcceptPeer(arrival.handle(), id));
        StunMessage attempt = new StunMessage(MessageClass.INDICATION, Method.CONNECTION_ATTEMPT,
                new TransactionId(random.nextInt(), random.nextLong()),
                List.of(new Attribute.ConnectionId(id), new Attribute.XorPeerAddress(peer)));
        out.send(relay.allocation().client(), StunEncoder.encode(attempt));
    }

    /// RFC 6062 section 5.4.
    void bind(Transaction transaction) {
        Optional<Integer> id = transaction.request().find(Attribute.ConnectionId.class)
                .map(Attribute.ConnectionId::value);
        PeerConnection connection = id.map(connections::get).orElse(null);
        boolean wrongPlace = transaction.from().transport() != Transport.TCP
                || registry.clients().get(transaction.from()) != null;
        if (id.isEmpty() || connection == null || connection.waitsUntilMs == Long.MAX_VALUE || wrongPlace) {
            transaction.refuse(StunError.BAD_REQUEST);
        } else if (!connection.relay.allocation().credentialName().equals(transaction.who().credential().name())) {
            transaction.refuse(StunError.WRONG_CREDENTIALS);
        } else {
            connection.waitsUntilMs = Long.MAX_VALUE;
            out.add(new Command.JoinPeer(id.get(), connection.relay.allocation(), transaction.from(),
                    transaction.success(List.of())));
        }
    }

    /// Closes what no client came for.
    void expire(long nowMs) {
        closeIf(connection -> connection.waitsUntilMs <= nowMs);
    }

    void allocationEnded(Allocation allocation) {
        closeIf(connection -> connection.relay.allocation() == allocation);
    }

    private void closeIf(Predicate<PeerConnection> condition) {
        List<Integer> ids = new ArrayList<>();
        connections.forEach((id, connection) -> {
            if (condition.test(connection)) {
                ids.add(id);
            }
        });
        ids.forEach(id -> {
            connections.remove(id);
            out.add(new Command.ClosePeer(id));
        });
    }

    private boolean isFull(Allocation allocation) {
        return connections.values().stream().filter(c -> c.relay.allocation() == allocation)
                .count() >= EngineLimits.CONNECTIONS;
    }

    private int register(PeerConnection connection) {
        int id;
        do {
            id = (engine << ENGINE_SHIFT) | (random.nextInt() >>> (Integer.SIZE - ENGINE_SHIFT));
        } while (connections.putIfAbsent(id, connection) != null);
        return id;
    }
}
