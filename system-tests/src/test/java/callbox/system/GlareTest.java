package callbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.system.person.Person;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Two people call each other at the same moment.
@BrowserTest
class GlareTest {

    /// Time enough to tell both pages.
    private static final Duration SOON = Duration.ofMillis(500);

    @RepeatedTest(3)
    void bothCallsBecomeOne(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");
        bob.seesButton("Video call " + ann.name());
        ann.seesButton("Video call " + bob.name());
        Instant moment = Instant.now().plus(SOON);
        ann.pressesAt(moment, "Video call " + bob.name());
        bob.pressesAt(moment, "Video call " + ann.name());
        ann.seesAndHears(1);
        bob.seesAndHears(1);
        ann.hangsUp();
        bob.seesEnd("hung-up");
    }

    @Test
    void noCameraGoesLiveWhenOneOfThemMeantAudio(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");
        bob.seesButton("Call " + ann.name());
        ann.seesButton("Video call " + bob.name());
        Instant moment = Instant.now().plus(SOON);
        ann.pressesAt(moment, "Video call " + bob.name());
        bob.pressesAt(moment, "Call " + ann.name());
        ann.hears(1);
        bob.hears(1);
        assertThat(bob.looksAt("observed.requests.some(request => request.video)").asBoolean()).isFalse();
        ann.sees("the camera's light off", "() => observed.capturing('video') === 0");
    }
}
