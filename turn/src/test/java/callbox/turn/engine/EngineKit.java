package callbox.turn.engine;

import callbox.stun.AddressFamily;
import callbox.stun.Decoded;
import callbox.stun.IpAddress;
import callbox.stun.StunDecoder;
import callbox.stun.StunMessage;
import callbox.stun.TransportAddress;
import callbox.turn.credential.RestCredentials;
import callbox.turn.metrics.TurnMetrics;
import callbox.turn.policy.Cidr;
import callbox.turn.policy.OwnAddresses;
import callbox.turn.policy.PeerPolicy;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// An engine with a clock that the test moves, and with ports that only pretend. Does the engine's commands as the I/O
/// would, and keeps them for the test to look at.
final class EngineKit {
    static final String REALM = "callbox.test";
    static final TransportAddress SERVER = address("192.0.2.1", 3478);
    static final IpAddress RELAY = ip("198.51.100.1");
    static final IpAddress RELAY6 = ip("2001:db8::1");
    static final int MIN_PORT = 50_000;
    static final int MAX_PORT = 50_099;
    /// Ranges of documentation serve as the public internet here.
    private static final List<Cidr> PUBLIC = List.of(Cidr.parse("203.0.113.0/24"), Cidr.parse("2001:db8:ffff::/48"));

    /// A port that is only remembered.
    record FakeSocket(TransportAddress local) implements RelaySocket {
        @Override
        public TransportAddress advertised() {
            return local;
        }
    }

    final RestCredentials credentials = new RestCredentials("north", REALM, this::wallClock);
    final TurnMetrics metrics = new TurnMetrics();
    final Quotas quotas;
    final TurnEngine engine;
    final List<Command> commands = new ArrayList<>();
    final Set<TransportAddress> bound = new HashSet<>();
    final Map<Long, RelaySocket> reserved = new HashMap<>();
    /// Families that the relay has addresses of.
    final Set<AddressFamily> served = EnumSet.allOf(AddressFamily.class);
    /// Families of which ports are left.
    final Set<AddressFamily> families = new HashSet<>(List.of(AddressFamily.values()));
    private long nowMs = 3_600_000;

    EngineKit() {
        this(new EngineLimits(0, 1_000_000), new Quotas(10_000, 10_000), 7);
    }

    EngineKit(EngineLimits limits, Quotas quotas, int id) {
        this.quotas = quotas;
        Nonces nonces = new Nonces(new byte[32], Authenticator.nonceCookie(credentials));
        PeerPolicy policy = new PeerPolicy(PUBLIC, List.of(),
                new OwnAddresses(Set.of(RELAY, RELAY6), Set.of(RELAY, RELAY6), MIN_PORT, MAX_PORT));
        this.engine = new TurnEngine(id, new TurnEngine.Shared(
                new Authenticator(REALM, credentials, nonces, this::wallClock), policy, limits, quotas, served,
                metrics),
                new SplittableRandom(5), nowMs);
    }

    static IpAddress ip(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    static TransportAddress address(String ip, int port) {
        return new TransportAddress(ip(ip), port);
    }

    static FiveTuple udp(int port) {
        return new FiveTuple(address("203.0.113.200", port), SERVER, Transport.UDP);
    }

    static FiveTuple tcp(int port) {
        return new FiveTuple(address("203.0.113.200", port), SERVER, Transport.TCP);
    }

    private Instant wallClock() {
        return Instant.ofEpochSecond(1_700_000_000).plusMillis(nowMs);
    }

    long nowMs() {
        return nowMs;
    }

    void advanceSeconds(long seconds) {
        nowMs += seconds * 1000;
    }

    /// Time passes, and the engine is told.
    void tickAfterSeconds(long seconds) {
        advanceSeconds(seconds);
        on(new Input.Tick());
    }

    /// Gives the engine an input and does its commands.
    void on(Input input) {
        execute(engine.on(input, nowMs));
    }

    void execute(List<Command> list) {
        for (Command command : list) {
            commands.add(command);
            switch (command) {
                case Command.BindRelay bind -> on(new Input.RelayBound(bind.request(), bind(bind.request())));
                case Command.CloseRelay close -> bound.remove(close.relay().socket().local());
                case Command.ReleaseReservation release ->
                    Optional.ofNullable(reserved.remove(release.token())).ifPresent(s -> bound.remove(s.local()));
                case Command.Send _,Command.OpenRelay _,Command.ConnectPeer _,Command.AcceptPeer _,Command.RefusePeer _,Command.JoinPeer _,Command.ClosePeer _,Command.Forward _,Command.AdoptClient _,Command.ReleaseClient _,Command.Opened _,Command.Ended _ ->
                    {
                    }
            }
        }
    }

    private Map<AddressFamily, RelaySocket> bind(BindRequest request) {
        Map<AddressFamily, RelaySocket> sockets = new EnumMap<>(AddressFamily.class);
        if (request.parity() == BindRequest.Parity.RESERVED) {
            Optional.ofNullable(reserved.remove(request.token().orElseThrow()))
                    .ifPresent(socket -> sockets.put(socket.local().family(), socket));
            return sockets;
        }
        for (AddressFamily family : request.families()) {
            int step = request.parity() == BindRequest.Parity.ANY ? 1 : 2;
            for (int port = MIN_PORT; port <= MAX_PORT && !sockets.containsKey(family); port += step) {
                TransportAddress local = new TransportAddress(family == AddressFamily.IPV4 ? RELAY : RELAY6, port);
                TransportAddress next = new TransportAddress(local.ip(), port + 1);
                boolean pair = request.parity() == BindRequest.Parity.EVEN_AND_NEXT;
                if (families.contains(family) && !bound.contains(local) && !(pair && bound.contains(next))) {
                    bound.add(local);
                    sockets.put(family, new FakeSocket(local));
                    if (pair) {
                        bound.add(next);
                        reserved.put(request.token().orElseThrow(), new FakeSocket(next));
                    }
                }
            }
        }
        return sockets;
    }

    /// Sends bytes to the engine and gives back the message that it sends to the same client, if it sends one.
    Optional<ByteBuffer> exchangeBytes(FiveTuple from, ByteBuffer bytes) {
        int before = commands.size();
        on(new Input.ClientMessage(from, bytes));
        return commands.subList(before, commands.size()).stream().flatMap(command -> switch (command) {
            case Command.Send send when send.to().equals(from) -> Stream.of(send.message());
            case Command.JoinPeer join when join.client().equals(from) -> Stream.of(join.answer());
            default -> Stream.empty();
        }).findFirst();
    }

    /// [#exchangeBytes], where an answer is expected.
    StunMessage exchange(FiveTuple from, ByteBuffer bytes) {
        return decode(exchangeBytes(from, bytes).orElseThrow(() -> new AssertionError("no answer"))).message();
    }

    static Decoded.Message decode(ByteBuffer bytes) {
        return switch (StunDecoder.decode(bytes)) {
            case Decoded.Message message -> message;
            case Decoded.Malformed malformed -> throw new AssertionError(malformed.reason());
        };
    }

    /// The last command of a kind.
    <T extends Command> T last(Class<T> kind) {
        return commands.stream().filter(kind::isInstance).map(kind::cast).reduce((_, second) -> second).orElseThrow();
    }

    <T extends Command> boolean has(Class<T> kind) {
        return commands.stream().anyMatch(kind::isInstance);
    }

    Allocation allocation(FiveTuple client) {
        return Optional.ofNullable(engine.clients().get(client)).orElseThrow();
    }
}
