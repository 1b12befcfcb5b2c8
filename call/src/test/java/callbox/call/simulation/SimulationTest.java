package callbox.call.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.call.simulation.Invariants.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `-Dcallbox.sequences=N -Dcallbox.seed=S` runs the N sequences from seed S on; a failure names its seed and shows what happened.
class SimulationTest {
    private static final long SEQUENCES = Long.getLong("callbox.sequences", 200_000);
    private static final long SEED = Long.getLong("callbox.seed", 1);

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void everyRandomSequenceKeepsTheInvariants() {
        OptionalLong broken = LongStream.range(SEED, SEED + SEQUENCES).parallel()
                .filter(seed -> !holds(seed))
                .findFirst();

        assertThat(broken).as(() -> traceOf(broken.orElseThrow())).isEmpty();
    }

    private static boolean holds(long seed) {
        try {
            new Simulation(seed, _ -> {}).run();
            return true;
        } catch (RuntimeException | Violation _) {
            return false;
        }
    }

    private static String traceOf(long seed) {
        List<String> lines = new ArrayList<>();
        try {
            new Simulation(seed, line -> lines.add(line.get())).run();
            return "seed " + seed + " fails only sometimes";
        } catch (RuntimeException | Violation e) {
            return "seed %d (-Dcallbox.sequences=1 -Dcallbox.seed=%d): %s%n%s"
                    .formatted(seed, seed, e, String.join(System.lineSeparator(), lines));
        }
    }
}
