package callbox.system.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.system.network.Impairment;
import callbox.system.network.Router;
import callbox.system.person.Person;
import callbox.system.process.Pause;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// On a link that has room for the sound alone the picture is given up, both people are told, and it comes back with the room (docs/adr/0012).
@Tag("network")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class NarrowLinkTest {

    private static final Impairment NARROW = Impairment.rate(100);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /// What is in the queues when the picture is given up goes on for so long, and is sent again.
    private static final Duration DRAINING = Duration.ofSeconds(3);
    /// Shorter than the picture is given up for.
    private static final Duration LISTENING = Duration.ofSeconds(5);
    /// Of the sound that is made up where a third was with a picture beside it.
    private static final double MADE_UP = 0.05;
    private static final String HELD = "who => document.querySelector(`[data-picture-held=${who}]`) !== null";
    private static final String NOT_HELD = "() => document.querySelector('[data-picture-held]') === null";

    @TempDir
    Path folder;

    @Test
    void pictureGivesWayToTheSoundAndComesBack() {
        try (var stage = new LabStage(folder, List.of()); LabCall call = stage.call(Router.Mode.OPEN)) {
            List<Person> both = List.of(call.ann(), call.bob());
            stage.impairLeft(NARROW);
            for (Person person : both) {
                person.sees("that there is sound only", HELD, "them", PATIENCE);
            }
            Pause.of(DRAINING);
            call.atBob().begin();
            Pause.of(LISTENING);
            double madeUp = call.atBob().recording().concealedShare(0);
            System.out.printf("At 100 kbit/s, without a picture, %.1f %% of the sound made up%n", madeUp * 100);
            assertThat(madeUp).as("share of the sound that was made up").isLessThan(MADE_UP);
            stage.mend();
            for (Person person : both) {
                person.sees("nothing of a slow connection", NOT_HELD, "", PATIENCE);
            }
            call.ends();
            call.ann().hasSeenNoError();
            call.bob().hasSeenNoError();
        }
    }
}
