package callbox.bench.relay;

import callbox.bench.relay.RelayProcess.Kind;
import callbox.stun.IpAddress;
import callbox.stun.TransportAddress;
import callbox.turn.credential.RestCredentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an allocation with one channel holds: how much the resident memory of a relay's process grows by so many of them.
///
/// Before, some allocations are made and released, several times over, so that code, pools and the young part of a heap
/// are there already; what that leaves behind is collected, and so is the garbage of making the allocations.
final class MemoryGrowth implements AutoCloseable {
    private static final List<Integer> STEPS = List.of(2_000, 8_000);
    /// Few beside the smallest step, since memory that was used once may be used again without growing.
    private static final int WARM_UP_ALLOCATIONS = 200;
    private static final int WARM_UP_ROUNDS = 20;

    private final RestCredentials credentials = new RestCredentials(RelayProcess.SECRET, RelayProcess.REALM,
            Clock.systemUTC());
    private final List<LoadClient> clients = new ArrayList<>();
    /// Still open, so that no other client gets their ports: coturn remembers a five-tuple for some time.
    private final List<LoadClient> released = new ArrayList<>();
    private final TransportAddress peer;

    private MemoryGrowth(TransportAddress peer) {
        this.peer = peer;
    }

    /// Kilobytes per allocation, at each number of allocations.
    static Map<Integer, Double> measure(Kind kind) throws IOException {
        try (RelayProcess relay = RelayProcess.start(kind); DatagramChannel silent = DatagramChannel.open()) {
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            TransportAddress peer = new TransportAddress(IpAddress.of(InetAddress.getLoopbackAddress()),
                    ((InetSocketAddress) silent.getLocalAddress()).getPort());
            try (MemoryGrowth growth = new MemoryGrowth(peer)) {
                return growth.measure(relay);
            }
        }
    }

    private Map<Integer, Double> measure(RelayProcess relay) throws IOException {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            growTo(WARM_UP_ALLOCATIONS);
            releaseAll();
        }
        relay.collectGarbage();
        long before = relay.residentKilobytes();
        Map<Integer, Double> grown = new LinkedHashMap<>();
        for (int step : STEPS) {
            growTo(step);
            relay.collectGarbage();
            grown.put(step, (relay.residentKilobytes() - before) / (double) step);
        }
        return grown;
    }

    private void growTo(int allocations) throws IOException {
        while (clients.size() < allocations) {
            LoadClient client = new LoadClient(credentials.mint("load-" + clients.size(), Duration.ofHours(1)));
            clients.add(client);
            client.allocate(peer);
        }
    }

    private void releaseAll() throws IOException {
        for (LoadClient client : clients) {
            client.release();
        }
        released.addAll(clients);
        clients.clear();
    }

    @Override
    public void close() throws IOException {
        for (LoadClient client : clients) {
            client.close();
        }
        for (LoadClient client : released) {
            client.close();
        }
    }
}
