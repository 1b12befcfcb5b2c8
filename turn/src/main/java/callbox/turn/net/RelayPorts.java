package callbox.turn.net;

import callbox.stun.AddressFamily;
import callbox.stun.TransportAddress;
import callbox.turn.engine.BindRequest;
import callbox.turn.engine.RelaySocket;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Finds relay ports, starting at a random one so that nobody can guess the next (RFC 8656 section 7.2). Thread-safe: the
/// operating system knows which ports are taken, and reservations are shared.
final class RelayPorts {
    /// Ports tried before the relay is called full. With half of a range taken at random, this many fail in a row practically never.
    private static final int MAX_TRIES = 256;

    private final Map<AddressFamily, RelayAddress> addresses = new EnumMap<>(AddressFamily.class);
    private final int minPort;
    private final int maxPort;
    private final RandomGenerator random;
    private final ConcurrentMap<Long, UdpRelay> reserved = new ConcurrentHashMap<>();
    private final Set<TransportAddress> takenTcp = ConcurrentHashMap.newKeySet();

    RelayPorts(Iterable<RelayAddress> addresses, int minPort, int maxPort, RandomGenerator random) {
        addresses.forEach(address -> this.addresses.put(address.family(), address));
        this.minPort = minPort;
        this.maxPort = maxPort;
        this.random = random;
    }

    @FunctionalInterface
    private interface Binder {
        UdpRelay bind(TransportAddress address) throws IOException;
    }

    /// Binds what an Allocate request for UDP asks for; a family that cannot be had is left out.
    Map<AddressFamily, RelaySocket> bind(BindRequest request, UdpBackend backend) {
        Map<AddressFamily, RelaySocket> sockets = new EnumMap<>(AddressFamily.class);
        if (request.parity() == BindRequest.Parity.RESERVED) {
            Optional.ofNullable(reserved.remove(request.token().orElseThrow())).map(relay -> relay.movedTo(backend))
                    .ifPresent(relay -> sockets.put(relay.local().family(), relay));
            return sockets;
        }
        for (AddressFamily family : request.families()) {
            Optional<UdpRelay> relay = switch (request.parity()) {
                case ANY -> find(candidates(family, 1), address -> bindOne(address, backend));
                case EVEN -> find(candidates(family, 2), address -> bindOne(address, backend));
                case EVEN_AND_NEXT -> find(candidates(family, 2), address -> bindPair(address, backend, request));
                case RESERVED -> Optional.empty();
            };
            relay.ifPresent(found -> sockets.put(family, found));
        }
        return sockets;
    }

    /// Gives a reservation up; nothing happens if it was claimed.
    void release(long token) {
        Optional.ofNullable(reserved.remove(token)).ifPresent(UdpRelay::close);
    }

    void releaseAll() {
        reserved.keySet().forEach(this::release);
    }

    private static Optional<UdpRelay> find(Iterator<TransportAddress> candidates, Binder binder) {
        while (candidates.hasNext()) {
            try {
                return Optional.of(binder.bind(candidates.next()));
            } catch (IOException _) {
                // Taken; the next one may be free.
            }
        }
        return Optional.empty();
    }

    /// Ports of the range to try, one after the other.
    ///
    /// @param step 2 for even ports only
    Iterator<TransportAddress> candidates(AddressFamily family, int step) {
        RelayAddress address = addresses.get(family);
        int first = minPort + (step == 2 ? minPort % 2 : 0);
        int choices = (maxPort - first) / step + 1;
        if (address == null || choices <= 0) {
            return Collections.emptyIterator();
        }
        int start = random.nextInt(choices);
        return IntStream.range(0, Math.min(choices, MAX_TRIES))
                .mapToObj(i -> new TransportAddress(address.local(), first + (start + i) % choices * step)).iterator();
    }

    /// Sets a TCP port aside for one allocation: the operating system would give it to several, because an allocation's
    /// outgoing connections share its port.
    boolean takeTcp(TransportAddress local) {
        return takenTcp.add(local);
    }

    void releaseTcp(TransportAddress local) {
        takenTcp.remove(local);
    }

    private UdpRelay bindOne(TransportAddress address, UdpBackend backend) throws IOException {
        return relay(backend.bind(address, UdpSocket.RELAY_BUFFER_BYTES, false));
    }

    private UdpRelay bindPair(TransportAddress address, UdpBackend backend, BindRequest request) throws IOException {
        if (address.port() == maxPort) {
            throw new IOException("no port after the last");
        }
        UdpRelay even = bindOne(address, backend);
        try {
            UdpRelay odd = bindOne(new TransportAddress(address.ip(), address.port() + 1), backend);
            reserved.put(request.token().orElseThrow(), odd);
            return even;
        } catch (IOException e) {
            even.close();
            throw e;
        }
    }

    private UdpRelay relay(UdpSocket socket) {
        return new UdpRelay(socket, advertised(socket.local()));
    }

    TransportAddress advertised(TransportAddress local) {
        RelayAddress address = addresses.get(local.family());
        return address == null ? local : new TransportAddress(address.advertised(), local.port());
    }
}
