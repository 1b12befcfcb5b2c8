package callbox.turn.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callbox.stun.Attribute;
import callbox.stun.MessageClass;
import callbox.stun.Method;
import callbox.stun.TransportAddress;
import callbox.turn.TurnConfig;
import callbox.turn.TurnServer;
import callbox.turn.interop.RunningRelay;
import callbox.turn.metrics.Drop;
import callbox.turn.metrics.TurnStatistics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An allocation's share of the line: what is over it is dropped and counted.
class BandwidthCapTest {
    private static final int CHANNEL = 0x4001;
    private static final int BYTES_PER_SECOND = 20_000;
    private static final int STREAM_BYTES_PER_SECOND = 300_000;
    private static final int DATAGRAM_BYTES = 1000;
    private static final int DATAGRAMS = 200;

    @Test
    void whatIsOverTheCapIsDroppedAndOthersAreNotAffected() throws Exception {
        TurnConfig config = RunningRelay.config()
                .withLimits(new TurnConfig.Limits(10, 10, BYTES_PER_SECOND, 100_000));
        long began = System.nanoTime();
        try (TurnServer relay = TurnServer.start(config, RunningRelay.credentials());
                RelayClient greedy = new RelayClient(relay.addresses().getFirst(), "greedy");
                RelayClient peer = new RelayClient(relay.addresses().getFirst(), "peer")) {
            TransportAddress greedyRelayed = greedy.allocate();
            greedy.bind(CHANNEL, peer.allocate());
            for (int i = 0; i < DATAGRAMS; i++) {
                greedy.send(CHANNEL, new byte[DATAGRAM_BYTES]);
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> decided(relay.statistics()) == DATAGRAMS);
            long elapsedSeconds = 1 + Duration.ofNanos(System.nanoTime() - began).toSeconds();
            TurnStatistics statistics = relay.statistics();
            assertThat(statistics.toPeers().bytes())
                    .isBetween((long) BYTES_PER_SECOND, (1 + elapsedSeconds) * BYTES_PER_SECOND);
            assertThat(statistics.drops().get(Drop.BANDWIDTH)).isPositive();

            peer.bind(CHANNEL, greedyRelayed);
            peer.send(CHANNEL, new byte[DATAGRAM_BYTES]);
            await().atMost(Duration.ofSeconds(20)).until(
                    () -> relay.statistics().toPeers().bytes() == statistics.toPeers().bytes() + DATAGRAM_BYTES);
        }
    }

    /// Bytes of a stream are not dropped: they wait.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTcpConnectionIsSlowedDown(boolean toPeer) throws Exception {
        byte[] data = new byte[3 * STREAM_BYTES_PER_SECOND];
        new Random(3).nextBytes(data);
        TurnConfig config = RunningRelay.config()
                .withLimits(new TurnConfig.Limits(10, 10, STREAM_BYTES_PER_SECOND, 100_000));
        try (TurnServer relay = TurnServer.start(config, RunningRelay.credentials());
                StreamClient control = new StreamClient(relay.addresses().getFirst(), "a");
                StreamClient client = new StreamClient(relay.addresses().getFirst(), "a")) {
            TransportAddress relayed = control.allocate();
            control.call(Method.CREATE_PERMISSION, new Attribute.XorPeerAddress(relayed));
            try (Socket peer = new Socket(relayed.toSocketAddress().getAddress(), relayed.port())) {
                client.greet();
                client.write(client.request(Method.CONNECTION_BIND,
                        control.readMessage().find(Attribute.ConnectionId.class).orElseThrow()));
                assertThat(client.readMessage().messageClass()).isEqualTo(MessageClass.SUCCESS);
                long began = System.nanoTime();
                Writer source = toPeer ? client::write : peer.getOutputStream()::write;
                Thread writer = Thread.ofVirtual().start(() -> write(source, data));
                byte[] arrived = toPeer ? peer.getInputStream().readNBytes(data.length) : client.read(data.length);
                assertThat(arrived).isEqualTo(data);
                // One second's worth passes at once, and the last read is paid for after it has arrived.
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(1));
                writer.join();
            }
            TurnStatistics statistics = relay.statistics();
            assertThat((toPeer ? statistics.toPeers() : statistics.toClients()).bytes()).isEqualTo(data.length);
        }
    }

    private interface Writer {
        void write(byte[] bytes) throws IOException;
    }

    private static void write(Writer writer, byte[] bytes) {
        try {
            writer.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long decided(TurnStatistics statistics) {
        return statistics.toPeers().datagrams() + statistics.drops().getOrDefault(Drop.BANDWIDTH, 0L);
    }
}
