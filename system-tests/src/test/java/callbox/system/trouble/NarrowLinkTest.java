package callbox.system.trouble;

import static java.util.stream.Collectors.joining;

import callbox.system.network.Impairment;
import callbox.system.network.Router;
import callbox.system.person.Recorder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// On a link that has hardly room for more than the sound, the sound is whole (docs/adr/0012).
@Tag("network")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class NarrowLinkTest {

    private static final Impairment NARROW = Impairment.rate(100);
    /// What was sent before the browser knew is through within 15 s, mostly.
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /// Longer than it could be whole by chance: with a picture that does not give way a third is made up in every second.
    private static final Duration LISTENING = Duration.ofSeconds(10);
    private static final double MADE_UP = 0.05;
    private static final String SMALL_OR_GIVEN_UP = """
            () => document.querySelector('[data-picture-held=them]') !== null
                || [...document.querySelectorAll('video')].some(video => video.videoWidth > 0 && video.videoWidth <= 160)
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void soundIsWholeWhereThePictureGivesWay() {
        try (var stage = new LabStage(folder, List.of()); LabCall call = stage.call(Router.Mode.OPEN)) {
            List<Recorder> recorders = List.of(call.atAnn(), call.atBob());
            recorders.forEach(Recorder::begin);
            stage.impairLeft(NARROW);
            long since = System.currentTimeMillis();
            Awaitility.await("sound that is whole at both sides").atMost(PATIENCE).pollInterval(Duration.ofSeconds(1))
                    .pollDelay(LISTENING)
                    .until(() -> recorders.stream().allMatch(recorder -> madeUp(recorder) < MADE_UP));
            System.out.printf("At 100 kbit/s whole for 10 s after %d s, with %s %% made up%n",
                    (System.currentTimeMillis() - since) / 1000,
                    recorders.stream().map(recorder -> "%.1f".formatted(100 * madeUp(recorder)))
                            .collect(joining(" and ")));
            call.ann().sees("a small picture, or why there is none", SMALL_OR_GIVEN_UP);
            stage.mend();
            call.ends();
            call.ann().hasSeenNoError();
            call.bob().hasSeenNoError();
        }
    }

    private static double madeUp(Recorder recorder) {
        return recorder.recording().concealedShare((double) System.currentTimeMillis() - LISTENING.toMillis());
    }
}
