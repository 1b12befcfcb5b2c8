package callbox.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The time of day, without its leaps: for what measures how long something lasted, and yet is stored as an instant.
///
/// A wall clock that is set forward by half a minute would end the grace of everybody who is away; one that is set back would let
/// phones ring for hours. So this clock runs by the machine's monotonic one and draws near the wall clock by a tenth of the time that
/// passes: a grace of 30 s lasts 27 to 33 s, whatever happens to the wall clock. It never runs backwards. Thread-safe.
public final class SteadyClock implements InstantSource {
    /// So much slower or faster than time it runs at most.
    private static final int SLEW = 10;

    /// A machine that slept finds the wall clock ahead by as much, and nobody is still waiting: then the leap is taken.
    static final Duration ASLEEP = Duration.ofMinutes(1);

    private final InstantSource wall;
    private final LongSupplier nanoTime;

    // Guarded by this.
    private long readAt;
    private Instant now;

    /// @param wall the time of day
    /// @param nanoTime nanoseconds since whenever, which never leap: [System#nanoTime]
    public SteadyClock(InstantSource wall, LongSupplier nanoTime) {
        this.wall = wall;
        this.nanoTime = nanoTime;
        this.readAt = nanoTime.getAsLong();
        this.now = wall.instant();
    }

    public static SteadyClock system() {
        return new SteadyClock(InstantSource.system(), System::nanoTime);
    }

    @Override
    public synchronized Instant instant() {
        var read = nanoTime.getAsLong();
        var elapsed = read - readAt;
        readAt = read;
        var steady = now.plusNanos(elapsed);
        var behind = Duration.between(steady, wall.instant());
        now = behind.compareTo(ASLEEP) > 0 ? steady.plus(behind) : steady.plusNanos(slewed(behind, elapsed));
        return now;
    }

    private static long slewed(Duration behind, long elapsed) {
        var most = elapsed / SLEW;
        return Math.clamp(behind.toNanos(), -most, most);
    }
}
