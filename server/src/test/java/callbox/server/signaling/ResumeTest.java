package callbox.server.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ResumeTest {
    private final House house = new House();
    private final TestDevice ann = house.online("Ann");

    @Test
    void whatWasMissedIsReplayedInOrder() {
        ann.drop();
        house.online("Bob");
        house.online("Cy");
        ann.connect();

        var welcome = ann.resume();

        assertThat(welcome.at("/session/resumed").booleanValue()).isTrue();
        assertThat(welcome.has("people")).isFalse();
        assertThat(welcome.has("call")).isFalse();
        assertThat(ann.hears("people.changed").at("/online/0/name").stringValue()).isEqualTo("Bob");
        assertThat(ann.hears("people.changed").at("/online/0/name").stringValue()).isEqualTo("Cy");
        ann.hearsNothing();
    }

    @Test
    void onlyWhatCameAfterTheShownNumberIsReplayed() {
        house.online("Bob");
        house.online("Cy");
        assertThat(ann.all()).extracting(frame -> frame.get("seq").longValue()).containsExactly(1L, 2L);
        ann.drop();
        ann.connect();

        ann.resumeAfter(1);

        assertThat(ann.hears("people.changed").get("seq").longValue()).isEqualTo(2);
        ann.hearsNothing();
    }

    @Test
    void resumeTokenServesOnce() {
        var stolen = ann.token();
        ann.drop();
        ann.connect();
        ann.resume();
        var thief = ann.another();
        thief.connect();

        thief.sendHello(Map.of("device", ann.device(), "resume", Map.of("token", stolen, "seq", 0)));

        assertThat(thief.hears("welcome").at("/session/resumed").booleanValue()).isFalse();
    }

    @Test
    void numberThatNeverWasCannotBeResumedFrom() {
        ann.drop();
        ann.connect();

        assertThat(ann.resumeAfter(99).at("/session/resumed").booleanValue()).isFalse();
    }

    @Test
    void sessionWaitsThirtySecondsAndNoLonger() {
        ann.drop();
        house.passes(Duration.ofMillis(29_750));
        ann.connect();
        assertThat(ann.resume().at("/session/resumed").booleanValue()).isTrue();

        ann.drop();
        house.passes(Duration.ofSeconds(30));
        ann.connect();
        assertThat(ann.resume().at("/session/resumed").booleanValue()).isFalse();
    }

    @Test
    void outboxThatOverflowedGivesASnapshotInstead() {
        ann.drop();
        var bob = house.online("Bob");
        for (int i = 0; i <= Outbox.MAX_FRAMES; i++) {
            bob.asks("profile.set", "name", "Bob " + i);
            house.passes(Duration.ofMillis(100));
        }
        ann.connect();

        var welcome = ann.resumeAfter(0);

        assertThat(welcome.at("/session/resumed").booleanValue()).isFalse();
        assertThat(welcome.at("/people/0/name").stringValue()).isEqualTo("Bob " + Outbox.MAX_FRAMES);
        ann.hearsNothing();
    }

    @Test
    void reloadBeginsANewSessionOnTheSameDevice() {
        var device = ann.device();
        house.online("Bob");
        ann.drop();
        ann.connect();

        var welcome = ann.helloAgain();

        assertThat(welcome.get("device").stringValue()).isEqualTo(device);
        assertThat(welcome.at("/people/0/name").stringValue()).isEqualTo("Bob");
        house.online("Cy");
        assertThat(ann.hears("people.changed").get("seq").longValue()).as("numbering starts again").isEqualTo(1);
    }

    @Test
    void requestThatIsRepeatedHasTheSameAnswerAndNoSecondEffect() {
        var create = TestDevice.request("7", "link.create", "media", "video");
        ann.says(create);
        var first = ann.answerTo("7");
        ann.drop();
        ann.connect();
        ann.resume();

        ann.says(create);

        assertThat(ann.answerTo("7")).isEqualTo(first);
    }

    @Test
    void answerOfANewSessionIsANewOne() {
        var create = TestDevice.request("7", "link.create", "media", "video");
        ann.says(create);
        var first = ann.answerTo("7");
        ann.drop();
        ann.connect();
        ann.helloAgain();

        ann.says(create);

        assertThat(ann.answerTo("7")).isNotEqualTo(first);
    }

    @Test
    void sequenceNumbersHaveNoGap() {
        var bob = house.online("Bob");
        for (int i = 0; i < 5; i++) {
            bob.asks("profile.set", "name", "Bob " + i);
            house.passes(Duration.ofMillis(250));
        }

        List<JsonNode> heard = ann.all();

        assertThat(heard).extracting(frame -> frame.get("seq").longValue()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }
}
