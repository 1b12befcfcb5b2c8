package callbox.turn.engine;

import callbox.stun.AddressFamily;
import callbox.stun.Attribute;
import callbox.stun.Decoded;
import callbox.stun.IpAddress;
import callbox.stun.Method;
import callbox.stun.StunDecoder;
import callbox.stun.StunEncoder;
import callbox.stun.StunError;
import callbox.stun.StunMessage;
import callbox.stun.TransportAddress;
import callbox.turn.metrics.Refusal;
import callbox.turn.metrics.TurnMetrics;
import callbox.turn.policy.PeerPolicy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The TURN server of one event loop (RFC 8656, RFC 6062, RFC 8016), without its I/O. See the package's tour.
public final class TurnEngine {
    /// Engine numbers fit the first byte of a mobility ticket and of a CONNECTION-ID.
    public static final int MAX_ENGINES = 256;

    private final int id;
    private final Authenticator authenticator;
    private final PeerPolicy policy;
    private final ReplyBudget replyBudget;
    private final Outbox out;
    private final AllocationRegistry registry;
    private final Reservations reservations = new Reservations();
    private final AllocateHandler allocate;
    private final RefreshHandler refresh;
    private final PermissionHandler createPermission;
    private final ChannelBindHandler channelBind;
    private final ConnectionHandler connections;

    /// What all engines of a process share; each part is thread-safe or immutable.
    ///
    /// @param families of the relayed addresses that there are
    public record Shared(Authenticator authenticator, PeerPolicy policy, EngineLimits limits, Quotas quotas,
            Set<AddressFamily> families, TurnMetrics metrics) {
    }

    /// @param id 0 to 255, unique among the engines of a process
    /// @param random unpredictable; tickets, tokens and ids come from it
    public TurnEngine(int id, Shared shared, RandomGenerator random, long nowMs) {
        this.id = id;
        this.authenticator = shared.authenticator();
        this.policy = shared.policy();
        this.replyBudget = new ReplyBudget(shared.limits().repliesPerSecond(), random.nextLong(), nowMs);
        this.out = new Outbox(shared.metrics());
        this.registry = new AllocationRegistry(id, shared.quotas(), random, out);
        this.allocate = new AllocateHandler(registry, shared, reservations, random);
        this.refresh = new RefreshHandler(registry);
        this.createPermission = new PermissionHandler(policy);
        this.channelBind = new ChannelBindHandler(policy, createPermission);
        this.connections = new ConnectionHandler(id, registry, policy, random, out);
        registry.whenEnded(connections::allocationEnded);
    }

    /// Who has an allocation.
    public ClientTable clients() {
        return registry.clients();
    }

    /// Handles one input; the commands are to be done before the next.
    public List<Command> on(Input input, long nowMs) {
        switch (input) {
            case Input.ClientMessage message -> message(message.from(), message.bytes(), true, nowMs);
            case Input.ForwardedMessage message -> message(message.from(), message.bytes(), false, nowMs);
            case Input.RelayBound bound -> bound(bound);
            case Input.ClientDisconnected gone -> disconnected(gone.client());
            case Input.PeerConnected connected -> connections.connected(connected.connection(), nowMs);
            case Input.PeerGone gone -> connections.gone(gone.connection());
            case Input.PeerArrived arrived -> connections.arrived(arrived, nowMs);
            case Input.CredentialEnded ended ->
                endAll(allocation -> allocation.credentialName().equals(ended.name()), AllocationEnd.CREDENTIAL_ENDED);
            case Input.CredentialExtended extended -> extend(extended);
            case Input.Tick _ -> tick(nowMs);
            case Input.Shutdown _ -> endAll(_ -> true, AllocationEnd.SHUTDOWN);
        }
        return out.drain();
    }

    // --- the hot path

    /// Data came from a client's five-tuple: if the client was moving there, it has arrived.
    public List<Command> heard(Allocation allocation, FiveTuple from) {
        registry.heard(allocation, from);
        return out.drain();
    }

    /// The relay from which a Send indication's data goes to its peer, or null if there is no permission (RFC 8656
    /// section 11.2).
    ///
    /// @param family of the peer, whose address is given as in [callbox.stun.IpAddress]
    public @Nullable Relay relayTo(Allocation allocation, AddressFamily family, long high, long low, int port,
            long nowMs) {
        Relay relay = allocation.relay(family);
        if (relay == null || allocation.isTcp()) {
            return null;
        }
        Permission permission = relay.permission(high, low, nowMs);
        if (permission == null) {
            return null;
        }
        if (permission.dependsOnPort && permission.permittedPort != port) {
            if (!policy.permits(new TransportAddress(new IpAddress(family, high, low), port))) {
                return null;
            }
            permission.permittedPort = port;
        }
        return relay;
    }

    // --- messages

    private void message(FiveTuple from, ByteBuffer bytes, boolean mayBeForwarded, long nowMs) {
        if (!(StunDecoder.decode(bytes) instanceof Decoded.Message decoded)) {
            out.refused(Refusal.MALFORMED);
            return;
        }
        switch (decoded.message().messageClass()) {
            case REQUEST -> {
                Optional<Integer> owner = mayBeForwarded ? owner(from, decoded.message()) : Optional.empty();
                if (owner.isPresent() && owner.get() != id) {
                    ByteBuffer copy = ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
                    out.add(new Command.Forward(owner.get(), from, copy));
                } else {
                    request(from, decoded, nowMs);
                }
            }
            // Send is read on the hot path; no other indication goes from client to server, and no answer does.
            case INDICATION, SUCCESS, ERROR -> out.refused(Refusal.MALFORMED);
        }
    }

    private void request(FiveTuple from, Decoded.Message decoded, long nowMs) {
        switch (decoded.message().method()) {
            case BINDING -> binding(from, decoded, nowMs);
            case ALLOCATE, REFRESH, CREATE_PERMISSION, CHANNEL_BIND, CONNECT, CONNECTION_BIND ->
                authenticate(from, decoded, nowMs);
            case SEND, DATA, CONNECTION_ATTEMPT -> out.refused(Refusal.MALFORMED);
        }
    }

    /// The engine that has what the request is about, if it says so.
    private Optional<Integer> owner(FiveTuple from, StunMessage request) {
        return switch (request.method()) {
            case REFRESH -> request.find(Attribute.MobilityTicket.class)
                    .flatMap(ticket -> AllocationRegistry.engineOf(ticket.value()));
            // On a control connection it is refused here, where that is known.
            case CONNECTION_BIND -> registry.clients().get(from) != null ? Optional.empty()
                    : request.find(Attribute.ConnectionId.class)
                            .map(connection -> ConnectionHandler.engineOf(connection.value()));
            default -> Optional.empty();
        };
    }

    /// RFC 8489 section 6.3.1: the answer is what was asked for and no byte more.
    private void binding(FiveTuple from, Decoded.Message decoded, long nowMs) {
        if (!mayAnswerStranger(from, nowMs)) {
            return;
        }
        StunMessage request = decoded.message();
        if (decoded.unknownRequired().isEmpty()) {
            out.metrics().bindingAnswered();
            out.send(from, StunEncoder.encode(request.success(List.of(new Attribute.XorMappedAddress(from.client())))));
        } else {
            out.refused(StunError.UNKNOWN_ATTRIBUTE);
            out.send(from, StunEncoder.encode(request.error(unknownAttributes(decoded))));
        }
    }

    private void authenticate(FiveTuple from, Decoded.Message decoded, long nowMs) {
        Allocation existing = registry.clients().get(from);
        switch (authenticator.check(from, decoded, existing, nowMs)) {
            case Authentication.Proven proven -> {
                Transaction transaction = new Transaction(from, decoded.message(), proven.who(), proven.algorithm(),
                        nowMs,
                        out);
                if (decoded.unknownRequired().isEmpty()) {
                    dispatch(transaction, existing);
                } else {
                    List<Attribute> answer = unknownAttributes(decoded);
                    transaction.refuse(StunError.UNKNOWN_ATTRIBUTE, answer.subList(1, answer.size()));
                }
            }
            case Authentication.Denied denied -> {
                out.refused(denied.error());
                if (mayAnswerStranger(from, nowMs)) {
                    List<Attribute> answer = new ArrayList<>();
                    // Without a phrase: a stranger's answer is to be small.
                    answer.add(new Attribute.ErrorCode(denied.error().code(), ""));
                    answer.addAll(denied.challenge());
                    out.send(from, StunEncoder.encode(decoded.message().error(answer)));
                }
            }
        }
    }

    private void dispatch(Transaction transaction, @Nullable Allocation existing) {
        if (existing != null) {
            if (!existing.credentialName().equals(transaction.who().credential().name())) {
                transaction.refuse(StunError.WRONG_CREDENTIALS);
                return;
            }
            existing.renewCredential(transaction.who());
            registry.heard(existing, transaction.from());
        }
        Method method = transaction.request().method();
        switch (method) {
            case ALLOCATE -> allocate.handle(transaction);
            case REFRESH -> refresh.handle(transaction);
            case CONNECTION_BIND -> connections.bind(transaction);
            case CREATE_PERMISSION, CHANNEL_BIND, CONNECT -> {
                if (existing == null) {
                    transaction.refuse(StunError.ALLOCATION_MISMATCH);
                } else if (method == Method.CREATE_PERMISSION) {
                    createPermission.handle(transaction, existing);
                } else if (method == Method.CHANNEL_BIND) {
                    channelBind.handle(transaction, existing);
                } else {
                    connections.connect(transaction, existing);
                }
            }
            case BINDING, SEND, DATA, CONNECTION_ATTEMPT -> throw new AssertionError("never authenticated: " + method);
        }
    }

    private static List<Attribute> unknownAttributes(Decoded.Message decoded) {
        return List.of(StunError.UNKNOWN_ATTRIBUTE.toAttribute(),
                new Attribute.UnknownAttributes(decoded.unknownRequired()));
    }

    /// TCP has shown by its handshake that the address is the sender's.
    private boolean mayAnswerStranger(FiveTuple from, long nowMs) {
        if (from.transport() == Transport.TCP || replyBudget.take(from.client().ip(), nowMs)) {
            return true;
        }
        out.refused(Refusal.REPLY_BUDGET);
        return false;
    }

    // --- everything else

    private void bound(Input.RelayBound bound) {
        allocate.bound(bound.request(), bound.sockets());
    }

    private void disconnected(FiveTuple client) {
        Allocation allocation = registry.clients().get(client);
        if (allocation == null) {
            return;
        }
        if (allocation.ticket().isEmpty()) {
            registry.end(allocation, AllocationEnd.DISCONNECTED);
        }
    }

    private void extend(Input.CredentialExtended extended) {
        for (Allocation allocation : registry.clients().allocations()) {
            if (allocation.credentialName().equals(extended.name())) {
                allocation.extendCredential(extended.untilMs());
            }
        }
    }

    private void tick(long nowMs) {
        reservations.expire(nowMs, out);
        connections.expire(nowMs);
        List<Allocation> over = new ArrayList<>();
        for (Allocation allocation : registry.clients().allocations()) {
            if (allocation.endedAt(nowMs).isPresent()) {
                over.add(allocation);
            } else if (allocation.createdAtMs() + Lifetimes.RETRANSMISSION_MS <= nowMs) {
                allocation.remember(null);
            }
        }
        over.forEach(allocation -> registry.end(allocation, allocation.endedAt(nowMs).orElseThrow()));
    }

    private void endAll(Predicate<Allocation> which, AllocationEnd reason) {
        registry.clients().allocations().stream().filter(which).toList()
                .forEach(allocation -> registry.end(allocation, reason));
    }
}
