package callbox.server.signaling.simulation;

import callbox.server.signaling.CloseCode;
import callbox.server.signaling.Connection;
import callbox.server.signaling.Transport;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One WebSocket with its network: in order in each direction, late, and sometimes a black hole. What was sent into a hole comes
/// out at its end, even if the sender has closed the socket since, as TCP does it.
final class Wire implements Transport {
    /// What the page is told when the connection breaks without a close frame (RFC 6455, section 7.1.5).
    static final int ABNORMAL = 1006;

    private static final long MIN_LATENCY = Timeline.MS;
    private static final long USUAL_LATENCY = 60 * Timeline.MS;
    private static final long LONG_LATENCY = 900 * Timeline.MS;

    /// Frames that a hole may hold before the server finds the reader too slow.
    private static final int CAPACITY = 12;

    private final int number;
    private final Timeline timeline;
    private final RandomGenerator random;
    private final Page page;
    private final SimulatedServer server;
    private SimulatedServer.@Nullable Incarnation process;
    private @Nullable Connection connection;
    private long upAt;
    private long downAt;
    private long holeUntil;
    private int held;
    private boolean broken;
    private boolean closedByPage;
    private boolean closedByServer;

    Wire(int number, Timeline timeline, RandomGenerator random, Page page, SimulatedServer server) {
        this.number = number;
        this.timeline = timeline;
        this.random = random;
        this.page = page;
        this.server = server;
    }

    /// TCP, TLS and the upgrade; the page is told when it is open, or that it is not to be.
    void open() {
        upAt = arrival(upAt);
        timeline.at(upAt, () -> {
            if (broken) {
                return;
            }
            var accepted = server.accept(this);
            if (accepted == null) {
                breaks();
                return;
            }
            process = accepted.process();
            connection = accepted.connection();
            down(() -> page.opened(this));
        });
    }

    private long arrival(long last) {
        long latency = random.nextInt(16) == 0
                ? random.nextLong(MIN_LATENCY, LONG_LATENCY)
                : random.nextLong(MIN_LATENCY, USUAL_LATENCY);
        return Math.max(last + 1, Math.max(timeline.now(), holeUntil) + latency);
    }

    private void down(Runnable event) {
        downAt = arrival(downAt);
        timeline.at(downAt, () -> {
            if (!broken && !closedByPage) {
                event.run();
            }
        });
    }

    private void up(Runnable event) {
        upAt = arrival(upAt);
        timeline.at(upAt, () -> {
            if (!broken && process != null && process.alive()) {
                event.run();
            }
        });
    }

    /// A frame of the page.
    void says(String frame) {
        up(() -> {
            if (connection != null && !closedByServer) {
                connection.onText(frame, frame.getBytes(StandardCharsets.UTF_8).length);
            }
        });
    }

    void closedByPage() {
        closedByPage = true;
        up(() -> {
            if (connection != null) {
                connection.onClosed();
            }
        });
    }

    @Override
    public boolean send(String frame) {
        if (closedByServer || broken) {
            return true;
        }
        if (timeline.now() < holeUntil) {
            if (held == CAPACITY) {
                return false;
            }
            held++;
        }
        down(() -> page.received(this, frame));
        return true;
    }

    @Override
    public void close(CloseCode code) {
        if (!closedByServer) {
            closedByServer = true;
            down(() -> page.closed(this, code.number()));
        }
    }

    /// From now on nothing gets through for so long.
    void hole(long time) {
        holeUntil = Math.max(holeUntil, timeline.now() + time);
    }

    /// A reset: each side hears of it by itself, and what is under way is lost.
    void breaks() {
        if (broken) {
            return;
        }
        broken = true;
        long heardByPage = arrival(0);
        timeline.at(heardByPage, () -> {
            if (!closedByPage) {
                page.closed(this, ABNORMAL);
            }
        });
        timeline.at(arrival(0), () -> {
            if (process != null && process.alive() && connection != null) {
                connection.onClosed();
            }
        });
    }

    /// It works, and the device's page has lived on it for a while.
    boolean carries(String device) {
        return !broken && !closedByServer && !closedByPage && timeline.now() >= holeUntil
                && page.livesOn(this, device);
    }

    boolean belongsTo(SimulatedServer.Incarnation to) {
        return process == to;
    }

    @Override
    public String toString() {
        return "wire " + number;
    }
}
