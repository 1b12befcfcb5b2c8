package callbox.turn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AddressMapTest {
    private static final int STEPS = 200_000;

    @Test
    void behavesLikeAMapWhateverIsPutAndRemoved() {
        SplittableRandom random = new SplittableRandom(42);
        AddressMap<Integer> map = new AddressMap<>();
        Map<List<Long>, Integer> model = new HashMap<>();
        for (int step = 0; step < STEPS; step++) {
            // Few keys that differ in every part, so that they meet in the table.
            long high = random.nextInt(3);
            long low = random.nextInt(8);
            int port = random.nextInt(8);
            List<Long> key = List.of(high, low, (long) port);
            switch (random.nextInt(3)) {
                case 0 -> assertThat(map.put(high, low, port, step)).isEqualTo(model.put(key, step));
                case 1 -> assertThat(map.remove(high, low, port)).isEqualTo(model.remove(key));
                default -> assertThat(map.get(high, low, port)).isEqualTo(model.get(key));
            }
            assertThat(map.size()).isEqualTo(model.size());
        }
        List<Integer> values = new ArrayList<>();
        map.forEach(values::add);
        assertThat(values).containsExactlyInAnyOrderElementsOf(model.values());
    }
}
