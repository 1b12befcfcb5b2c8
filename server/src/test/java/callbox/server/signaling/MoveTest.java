package callbox.server.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Bob, who talks with Ann on his phone, goes on at his desk (docs/PROTOCOL.md, `call.take`).
class MoveTest {
    private static final String CALL = "c_0123456789012345678901";
    private static final Map<String, Boolean> ALL = Map.of("audio", true, "camera", true, "screen", false);
    private static final Map<String, Boolean> SOUND = Map.of("audio", true, "camera", false, "screen", false);

    private final House house = new House();
    private final TestDevice ann = house.online("Ann");
    private final TestDevice phone = house.online("Bob");
    private final TestDevice desk = phone.another();

    @BeforeEach
    void annTalksWithBobOnThePhone() {
        desk.connect();
        desk.hello();
        ann.asks("call.invite", "call", CALL, "to", phone.user(), "media", "video", "tracks", ALL);
        phone.asks("call.accept", "call", CALL, "tracks", ALL);
        house.passes(Duration.ofSeconds(1));
        ann.forgetAll();
        phone.forgetAll();
    }

    @Test
    void eachIsShownWhereTheCallIs() {
        var taken = takes(desk);

        assertThat(taken.at("/call/you/here").booleanValue()).isTrue();
        assertThat(taken.at("/call/participants/1/tracks/camera").booleanValue()).isFalse();
        assertThat(phone.sees().at("/you/here").booleanValue()).isFalse();
        assertThat(ann.sees().at("/participants/1/state").stringValue()).isEqualTo("joined");
    }

    @Test
    void signalsComeFromAndGoToTheNewDeviceOnly() {
        takes(desk);
        ann.forgetAll();
        desk.forgetAll();
        phone.forgetAll();

        desk.asks("call.signal", "call", CALL, "to", ann.user(), "epoch", "e_desk", "ready", true);
        assertThat(ann.hears("call.signal").get("epoch").stringValue()).isEqualTo("e_desk");
        ann.asks("call.signal", "call", CALL, "to", phone.user(), "epoch", "e_ann", "ready", true);
        assertThat(desk.hears("call.signal").get("epoch").stringValue()).isEqualTo("e_ann");
        phone.hearsNothing();
        assertThat(phone.isRefused("call.signal", "call", CALL, "to", ann.user(), "epoch", "e_phone", "ready", true))
                .isEqualTo("not-in-call");
    }

    @Test
    void theDeviceThatItLeftMayGo() {
        takes(desk);
        ann.forgetAll();

        phone.drop();
        house.passes(Duration.ofMinutes(1));

        assertThat(ann.all()).allMatch(frame -> !frame.get("type").stringValue().equals("call.state"));
        assertThat(desk.asks("call.hang-up", "call", CALL).get("type").stringValue()).isEqualTo("result");
    }

    @Test
    void deviceThatIsAwayLosesItToOneThatIsThere() {
        phone.drop();
        takes(desk);

        phone.connect();

        assertThat(phone.helloAgain().at("/call/you/here").booleanValue()).isFalse();
        assertThat(ann.sees().at("/participants/1/awaySince").isNull()).isTrue();
    }

    @Test
    void requestThatIsRepeatedInANewSessionDoesNotFetchItBack() {
        long seen = desk.version();
        var request = TestDevice.request("t", "call.take", "call", CALL, "version", seen, "tracks", SOUND);
        desk.says(request);
        takes(phone);
        desk.drop();
        desk.connect();
        desk.helloAgain();

        desk.says(request);

        assertThat(desk.answerTo("t").get("code").stringValue()).isEqualTo("moved-elsewhere");
    }

    private JsonNode takes(TestDevice device) {
        return device.asks("call.take", "call", CALL, "version", device.version(), "tracks", SOUND);
    }
}
