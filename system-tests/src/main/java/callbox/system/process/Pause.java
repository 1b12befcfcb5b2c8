package callbox.system.process;

import java.time.Duration;
import org.awaitility.Awaitility;

/// Time that passes because it is itself what a test is about, as the length of an outage is. Nothing is to be awaited this way.
public final class Pause {

    private static final Duration SLACK = Duration.ofSeconds(5);

    private Pause() {
    }

    /// Returns when so much time has passed.
    public static void of(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plus(SLACK)).until(() -> true);
    }
}
