package callbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Some send as much as they can; two others are in a call meanwhile and must not notice.
class FloodTest {
    private static final String CALL = "c_0123456789012345678901";
    private static final int FLOODERS = 4;
    private static final int FRAMES = 10_000;

    /// Of the bystanders' signals, each answered before the next: well within the 50 a second that a device may send.
    private static final int SIGNALS = 100;

    /// A signal takes a millisecond or two. Here clients, server and flood share the processors of one machine that may do ten
    /// other things, so only the median says much; the slowest must be well below the 8 s after which a client gives a socket up.
    private static final Duration NOTICEABLE = Duration.ofMillis(250);
    private static final Duration DEAD = Duration.ofSeconds(5);

    /// What the heap may grow by, after a collection, when 10,000 frames of four clients came and went: class data, buffers.
    private static final long GROWTH_BYTES = 16L * 1024 * 1024;

    @TempDir
    private Path dir = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private RunningServer server;
    private final ExecutorService flooding = Executors.newFixedThreadPool(FLOODERS);

    /// What is sent, and how it ends.
    enum Flood {
        REQUESTS("{\"type\":\"history.list\",\"id\":\"%d\"}", 4008),
        PINGS("{\"type\":\"ping\",\"n\":%d}", 4008),
        LARGE_FRAMES("{\"type\":\"history.list\",\"id\":\"%d\",\"x\":\"" + "x".repeat(60_000) + "\"}", 4008),
        STRANGERS_SIGNALS("{\"type\":\"call.signal\",\"id\":\"%d\",\"call\":\"" + CALL
                + "\",\"to\":\"u_1\",\"epoch\":\"e\",\"ready\":true}", 4008),
        UNKNOWN_TYPES("{\"type\":\"call.kidnap\",\"id\":\"%d\"}", 4003),
        NO_JSON("[[[[%d", 4003);

        private final String frame;
        private final int closeCode;

        Flood(String frame, int closeCode) {
            this.frame = frame;
            this.closeCode = closeCode;
        }
    }

    @BeforeEach
    void start() {
        server = new RunningServer(dir, Map.of());
    }

    @AfterEach
    void stop() {
        flooding.shutdownNow();
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Flood.class)
    void floodersAreClosedAndTwoOthersGoOnTalking(Flood flood) throws Exception {
        var ann = server.online("Ann");
        var bob = server.online("Bob");
        connect(ann, bob);
        talk(ann, bob, SIGNALS / 10);
        pour(server.online("the first to try"), flood);
        long before = heapAfterCollection();

        var flooders = new ArrayList<TestClient>();
        var floods = new ArrayList<Future<?>>();
        for (int i = 0; i < FLOODERS; i++) {
            flooders.add(server.online("Eve " + i));
        }
        flooders.forEach(eve -> floods.add(flooding.submit(() -> pour(eve, flood))));
        var took = talk(ann, bob, SIGNALS);

        assertThat(flooders).extracting(TestClient::closeCode).containsOnly(flood.closeCode);
        for (var poured : floods) {
            poured.get();
        }
        assertThat(took.get(SIGNALS / 2)).as("the median").isLessThan(NOTICEABLE);
        assertThat(took.getLast()).as("the slowest").isLessThan(DEAD);
        assertThat(ann.open() && bob.open()).isTrue();
        flooders.clear();
        assertThat(heapAfterCollection() - before).isLessThan(GROWTH_BYTES);
    }

    private static void connect(TestClient ann, TestClient bob) {
        ann.asks("call.invite", "call", CALL, "to", bob.user(), "media", "video", "tracks", TestClient.tracks(true));
        bob.asks("call.accept", "call", CALL, "tracks", TestClient.tracks(true));
    }

    /// @return how long each signal took from one to the other, the shortest first
    private static List<Duration> talk(TestClient ann, TestClient bob, int signals) {
        var took = new ArrayList<Duration>();
        for (int i = 0; i < signals; i++) {
            long start = System.nanoTime();
            ann.asks("call.signal", "call", CALL, "to", bob.user(), "epoch", "e_" + i, "peerEpoch", null, "ready",
                    true);
            assertThat(bob.hears("call.signal").get("epoch").stringValue()).isEqualTo("e_" + i);
            took.add(Duration.ofNanos(System.nanoTime() - start));
        }
        took.sort(Comparator.naturalOrder());
        return took;
    }

    private static void pour(TestClient eve, Flood flood) {
        try {
            for (int i = 0; i < FRAMES && eve.open(); i++) {
                eve.says(flood.frame.formatted(i));
            }
        } catch (CompletionException e) {
            // Closed while it was sending.
        }
    }

    private static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
