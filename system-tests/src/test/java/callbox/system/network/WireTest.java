package callbox.system.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WireTest {

    private static final long MS = 1_000_000;
    private final Wire wire = new Wire(new SplittableRandom(7));

    @Test
    void framesQueueBehindEachOther() {
        Impairment link = Impairment.rate(1000).withDelay(10);
        // 1,250 bytes are 10 ms at 1 Mbit/s.
        assertThat(wire.arrival(1250, 0, link)).contains(20 * MS);
        assertThat(wire.arrival(1250, 0, link)).contains(30 * MS);
        assertThat(wire.arrival(1250, 100 * MS, link)).contains(120 * MS);
    }

    @Test
    void frameThatWouldWaitTooLongIsDropped() {
        Impairment link = Impairment.rate(1000);
        long arrived = IntStream.range(0, 100).filter(_ -> wire.arrival(1250, 0, link).isPresent()).count();
        assertThat(arrived).isEqualTo(21);
    }

    @Test
    void lossIsTheShareThatWasAskedFor() {
        Impairment link = Impairment.NONE.withLoss(0.05);
        long arrived = IntStream.range(0, 10_000).filter(_ -> wire.arrival(100, 0, link).isPresent()).count();
        assertThat(arrived).isBetween(9_400L, 9_600L);
    }

    @Test
    void impairmentSurvivesItsLine() {
        Impairment link = Impairment.rate(500).withDelay(20).withLoss(0.01);
        assertThat(Impairment.fromLine(link.toLine())).isEqualTo(link);
    }
}
