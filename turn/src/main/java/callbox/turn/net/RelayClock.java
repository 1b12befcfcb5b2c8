package callbox.turn.net;

import java.util.concurrent.TimeUnit;

/// Milliseconds that never go back. Begins at an hour, so that no difference of times is negative at the start.
public final class RelayClock {
    private final long startedAtNanos = System.nanoTime() - TimeUnit.HOURS.toNanos(1);

    public long nowMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAtNanos);
    }
}
