package callbox.bench.relay;

import callbox.stun.ChannelData;
import callbox.stun.IpAddress;
import callbox.stun.TransportAddress;
import callbox.turn.credential.RestCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// The clients of a scenario and the peer that they talk to. One thread sends at the scenario's pace, one receives; each
/// packet carries the time of its sending.
final class Load implements AutoCloseable {
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int MAX_SAMPLES = 4_000_000;

    private final Scenario scenario;
    private final List<LoadClient> clients = new ArrayList<>();
    private final List<InetSocketAddress> relayed = new ArrayList<>();
    private final DatagramChannel peer;
    private final Selector selector = Selector.open();
    private final AtomicLong sent = new AtomicLong();
    private final long[] latencies = new long[MAX_SAMPLES];
    private volatile int received;
    private volatile boolean receiving = true;

    Load(Scenario scenario) throws IOException {
        this.scenario = scenario;
        this.peer = DatagramChannel.open();
        peer.setOption(StandardSocketOptions.SO_RCVBUF, 4 << 20);
        peer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /// Makes every client's allocation and channel.
    void allocate() throws IOException {
        RestCredentials credentials = new RestCredentials(RelayProcess.SECRET, RelayProcess.REALM, Clock.systemUTC());
        TransportAddress to = new TransportAddress(IpAddress.parse("127.0.0.1").orElseThrow(),
                ((InetSocketAddress) peer.getLocalAddress()).getPort());
        for (int i = 0; i < scenario.clients(); i++) {
            LoadClient client = new LoadClient(credentials.mint("load-" + i, Duration.ofHours(1)));
            clients.add(client);
            relayed.add(client.allocate(to).toSocketAddress());
            client.channel().configureBlocking(false);
            client.channel().register(selector, SelectionKey.OP_READ);
        }
        peer.configureBlocking(false);
        peer.register(selector, SelectionKey.OP_READ);
        Thread.ofPlatform().daemon().name("receiver").start(this::receive);
    }

    /// Sends for so long, waits for stragglers, and forgets what it has seen before.
    Result run(Duration duration) throws IOException {
        sent.set(0);
        received = 0;
        long end = System.nanoTime() + duration.toNanos();
        send(end);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
        int samples = Math.min(received, MAX_SAMPLES);
        long[] sorted = Arrays.copyOf(latencies, samples);
        Arrays.sort(sorted);
        return new Result(sent.get(), received, samples == 0 ? 0 : sorted[(int) (samples * 0.99)]);
    }

    /// @param p99Nanos of the one-way times
    record Result(long sent, long received, long p99Nanos) {
    }

    /// A client's bursts come at its own place in the interval, so that all together are spread evenly.
    private void send(long end) throws IOException {
        ByteBuffer fromClient = LoadClient.packet(scenario.packetBytes());
        ByteBuffer fromPeer = ByteBuffer.allocateDirect(scenario.packetBytes());
        long interval = TimeUnit.SECONDS.toNanos(1) / scenario.burstsPerSecond();
        long began = System.nanoTime();
        long next = 0;
        while (System.nanoTime() < end) {
            long due = (System.nanoTime() - began) * clients.size() / interval;
            for (; next < due; next++) {
                int client = (int) (next % clients.size());
                for (int i = 0; i < scenario.burst(); i++) {
                    fromClient.putLong(ChannelData.HEADER_BYTES, System.nanoTime());
                    clients.get(client).channel().write(fromClient.rewind());
                    fromPeer.putLong(0, System.nanoTime());
                    peer.send(fromPeer.rewind(), relayed.get(client));
                }
                sent.addAndGet(2L * scenario.burst());
            }
            LockSupport.parkNanos(SLICE_NANOS);
        }
    }

    private void receive() {
        ByteBuffer packet = ByteBuffer.allocateDirect(2048);
        try {
            while (receiving) {
                selector.select(key -> drain((DatagramChannel) key.channel(), packet), 100);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void drain(DatagramChannel channel, ByteBuffer packet) {
        int header = channel.equals(peer) ? 0 : ChannelData.HEADER_BYTES;
        try {
            while (channel.receive(packet.clear()) != null) {
                int index = received;
                if (index < MAX_SAMPLES) {
                    latencies[index] = System.nanoTime() - packet.getLong(header);
                }
                received = index + 1;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        receiving = false;
        selector.close();
        peer.close();
        for (LoadClient client : clients) {
            client.close();
        }
    }
}
