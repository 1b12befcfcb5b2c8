package callbox.turn.net;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.stun.Attribute;
import callbox.stun.Method;
import callbox.stun.TransportAddress;
import callbox.turn.TurnServer;
import callbox.turn.interop.RunningRelay;
import callbox.turn.metrics.TurnStatistics;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HotPathTest {
    private static final int CHANNEL = 0x4001;
    private static final int WARM_UP = 100_000;
    private static final int MEASURED = 40_000;
    /// Interpreted code makes objects for each system call: measured again until the compiler has got to it.
    private static final int ROUNDS = 10;
    private static final int BURST = 20;
    /// Beside relaying, an event loop has a tick every second. No object is smaller than 16 bytes.
    private static final double OTHER_BYTES = 0.5;

    private TurnServer relay;
    private RelayClient left;
    private RelayClient right;
    private TransportAddress leftRelay;
    private TransportAddress rightRelay;

    /// Loops of relays that other tests started, and that may still be ending.
    private Set<Long> loopsBefore;

    @BeforeEach
    void start() throws Exception {
        loopsBefore = eventLoops().collect(Collectors.toSet());
        relay = TurnServer.start(RunningRelay.config().withThreads(1), RunningRelay.credentials());
        left = new RelayClient(relay.addresses().getFirst(), "left");
        right = new RelayClient(relay.addresses().getFirst(), "right");
        leftRelay = left.allocate();
        rightRelay = right.allocate();
        left.bind(CHANNEL, rightRelay);
        right.bind(CHANNEL, leftRelay);
    }

    @AfterEach
    void stop() throws Exception {
        left.close();
        right.close();
        relay.close();
    }

    @Test
    void channelDataIsRelayedWithoutCreatingAnObject() throws Exception {
        pump(WARM_UP);
        assertThat(leastBytesPerDatagram(() -> pump(MEASURED))).isLessThan(OTHER_BYTES);
    }

    @Test
    void indicationsAreRelayedWithoutCreatingAnObject() throws Exception {
        RelayClient third = new RelayClient(relay.addresses().getFirst(), "third");
        TransportAddress thirdRelay = third.allocate();
        third.call(Method.CREATE_PERMISSION, new Attribute.XorPeerAddress(rightRelay));
        right.call(Method.CREATE_PERMISSION, new Attribute.XorPeerAddress(thirdRelay));
        indicate(third, WARM_UP);
        assertThat(leastBytesPerDatagram(() -> indicate(third, MEASURED))).isLessThan(OTHER_BYTES);
        third.close();
    }

    @Test
    void burstsOfEqualAndUnequalLengthArriveWholeAndInOrder() throws Exception {
        for (int round = 0; round < 50; round++) {
            for (int i = 0; i < BURST; i++) {
                left.send(CHANNEL, data(round, i));
            }
            for (int i = 0; i < BURST; i++) {
                assertThat(right.receiveData(CHANNEL)).isEqualTo(data(round, i));
            }
        }
    }

    @Test
    void emptyAndLargestDatagramsPass() throws Exception {
        for (int length : new int[]{0, 1, 1472, 1500, 9000, 60_000}) {
            byte[] data = new byte[length];
            Arrays.fill(data, (byte) length);
            left.send(CHANNEL, data);
            assertThat(right.receiveData(CHANNEL)).isEqualTo(data);
        }
    }

    @Test
    void everyDatagramIsCounted() throws Exception {
        pump(100);
        TurnStatistics statistics = relay.statistics();
        assertThat(statistics.toPeers()).isEqualTo(new TurnStatistics.Traffic(100, 100 * 160));
        assertThat(statistics.toClients()).isEqualTo(new TurnStatistics.Traffic(100, 100 * 160));
        assertThat(statistics.allocations()).isEqualTo(2);
    }

    /// Lengths that make runs of equal packets, runs that end with a shorter one, and none.
    private static byte[] data(int round, int index) {
        int length = switch (round % 3) {
            case 0 -> 1100;
            case 1 -> index % 4 == 3 ? 300 : 1100;
            default -> 100 + 37 * (index % 7);
        };
        byte[] data = new byte[length];
        Arrays.fill(data, (byte) (round * BURST + index));
        return data;
    }

    private void pump(int datagrams) throws Exception {
        byte[] data = new byte[160];
        for (int sent = 0; sent < datagrams; sent += BURST) {
            for (int i = 0; i < BURST; i++) {
                left.send(CHANNEL, data);
            }
            for (int i = 0; i < BURST; i++) {
                right.receive();
            }
        }
    }

    private void indicate(RelayClient from, int datagrams) throws Exception {
        byte[] data = new byte[160];
        for (int sent = 0; sent < datagrams; sent += BURST) {
            for (int i = 0; i < BURST; i++) {
                from.sendTo(rightRelay, data);
            }
            for (int i = 0; i < BURST; i++) {
                right.receive();
            }
        }
    }

    private interface Load {
        void run() throws Exception;
    }

    /// What the event loop allocates, in the best of some rounds. What it allocates for each datagram is there in all of them.
    private double leastBytesPerDatagram(Load load) throws Exception {
        double least = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least >= OTHER_BYTES; round++) {
            long before = allocatedByEventLoop();
            load.run();
            // Each goes to a relay and comes from one.
            least = Math.min(least, (allocatedByEventLoop() - before) / (2.0 * MEASURED));
        }
        return least;
    }

    private long allocatedByEventLoop() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<Long> ours = eventLoops().filter(id -> !loopsBefore.contains(id)).toList();
        assertThat(ours).hasSize(1);
        return threads.getThreadAllocatedBytes(ours.getFirst());
    }

    private static Stream<Long> eventLoops() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("turn-")).map(Thread::threadId);
    }
}
