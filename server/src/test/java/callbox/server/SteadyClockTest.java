package callbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
    private static final Instant START = Instant.parse("2026-09-21T12:00:00Z");

    private Instant wall = START;
    private long nanos = Long.MAX_VALUE - 5;
    private final SteadyClock clock = new SteadyClock(() -> wall, () -> nanos);

    @Test
    void runsAsTheWallClockDoes() {
        passes(Duration.ofHours(7));

        assertThat(clock.instant()).isEqualTo(wall);
    }

    @Test
    void leapForwardIsCaughtUpSlowly() {
        wall = wall.plusSeconds(30);
        assertThat(clock.instant()).isEqualTo(START);

        passes(Duration.ofSeconds(20));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(22));
        passes(Duration.ofMinutes(5));
        assertThat(clock.instant()).isEqualTo(wall);
    }

    @Test
    void leapBackIsWaitedForAndTimeGoesOn() {
        wall = wall.minusSeconds(3600);

        passes(Duration.ofSeconds(20));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(18));
        passes(Duration.ofHours(11));
        assertThat(clock.instant()).isEqualTo(wall);
    }

    @Test
    void machineThatSleptIsInThePresentAtOnce() {
        wall = wall.plus(Duration.ofHours(8));

        assertThat(clock.instant()).isEqualTo(wall);
    }

    @Test
    void readingItOftenChangesNothing() {
        wall = wall.plusSeconds(30);
        for (int i = 0; i < 1000; i++) {
            passes(Duration.ofMillis(20));
            clock.instant();
        }

        assertThat(clock.instant()).isEqualTo(START.plusSeconds(22));
    }

    private void passes(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }
}
