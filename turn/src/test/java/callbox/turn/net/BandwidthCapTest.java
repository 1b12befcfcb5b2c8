package callbox.turn.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callbox.stun.TransportAddress;
import callbox.turn.TurnConfig;
import callbox.turn.TurnServer;
import callbox.turn.interop.RunningRelay;
import callbox.turn.metrics.Drop;
import callbox.turn.metrics.TurnStatistics;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// An allocation's share of the line: what is over it is dropped and counted.
class BandwidthCapTest {
    private static final int CHANNEL = 0x4001;
    private static final int BYTES_PER_SECOND = 20_000;
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

    private static long decided(TurnStatistics statistics) {
        return statistics.toPeers().datagrams() + statistics.drops().getOrDefault(Drop.BANDWIDTH, 0L);
    }
}
