package callbox.server.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.server.signaling.wire.Golden;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SignalTest {
    private static final String CALL = "c_0123456789012345678901";
    private static final Map<String, Boolean> ALL = Map.of("audio", true, "camera", true, "screen", false);
    private static final Map<String, String> OFFER = Map.of("type", "offer", "sdp", "v=0\r\n");

    private final House house = new House();
    private final TestDevice ann = house.online("Ann");
    private final TestDevice bob = house.online("Bob");
    private final TestDevice cy = house.online("Cy");

    @BeforeEach
    void annCallsBob() {
        house.passes(Duration.ofSeconds(1));
        ann.asks("call.invite", "call", CALL, "to", bob.user(), "media", "video", "tracks", ALL);
        forgetAll();
    }

    @Test
    void callerMaySendItsOfferToAllDevicesThatRing() {
        var phone = bob.another();
        phone.connect();
        phone.hello();

        assertThat(offers(ann, bob).get("type").stringValue()).isEqualTo("result");

        for (var device : new TestDevice[]{bob, phone}) {
            var signal = device.hears("call.signal");
            assertThat(signal.get("from").stringValue()).isEqualTo(ann.user());
            assertThat(signal.get("call").stringValue()).isEqualTo(CALL);
            assertThat(signal.get("epoch").stringValue()).isEqualTo("e_1");
            assertThat(signal.get("peerEpoch").isNull()).isTrue();
            assertThat(signal.get("description")).isEqualTo(Golden.parse("{\"type\":\"offer\",\"sdp\":\"v=0\\r\\n\"}"));
            assertThat(signal.has("candidates")).isFalse();
        }
    }

    @Test
    void calleeSendsNothingBeforeItAccepts() {
        assertThat(offers(bob, ann).get("code").stringValue()).isEqualTo("not-in-call");
        ann.hearsNothing();
    }

    @Test
    void signalGoesToTheDeviceThatJoinedAndToNoOther() {
        var phone = bob.another();
        phone.connect();
        phone.hello();
        bob.asks("call.accept", "call", CALL, "tracks", ALL);
        forgetAll();
        phone.forgetAll();

        offers(ann, bob);

        bob.hears("call.signal");
        phone.hearsNothing();
        cy.hearsNothing();
    }

    @Test
    void candidatesAndReadyGoThroughAsTheyAre() {
        bob.asks("call.accept", "call", CALL, "tracks", ALL);
        forgetAll();
        var candidates = Golden.read("client", "call.signal.candidates").get("candidates");

        bob.asks("call.signal", "call", CALL, "to", ann.user(), "epoch", "e_2", "peerEpoch", "e_1", "candidates",
                candidates);
        bob.asks("call.signal", "call", CALL, "to", ann.user(), "epoch", "e_2", "peerEpoch", null, "ready", true);

        assertThat(ann.hears("call.signal").get("candidates")).isEqualTo(candidates);
        assertThat(ann.hears("call.signal").get("ready").booleanValue()).isTrue();
    }

    @Test
    void strangersSignalIsRefusedAndReachesNobody() {
        assertThat(offers(cy, ann).get("code").stringValue()).isEqualTo("not-in-call");
        assertThat(offers(cy, bob).get("code").stringValue()).isEqualTo("not-in-call");
        ann.hearsNothing();
        bob.hearsNothing();
    }

    @Test
    void signalToSomebodyOutsideTheCallIsRefused() {
        assertThat(offers(ann, cy).get("code").stringValue()).isEqualTo("peer-not-in-call");
        cy.hearsNothing();
    }

    @Test
    void signalToAnAbsentDeviceWaitsForItsReturn() {
        bob.asks("call.accept", "call", CALL, "tracks", ALL);
        forgetAll();
        bob.drop();
        offers(ann, bob);
        bob.connect();
        bob.resume();

        assertThat(bob.all()).anyMatch(frame -> frame.get("type").stringValue().equals("call.signal"));
    }

    @Test
    void repeatedSignalIsPassedOnOnce() {
        var offer = TestDevice.request("77", "call.signal", "call", CALL, "to", bob.user(), "epoch", "e_1", "peerEpoch",
                null,
                "description", OFFER);

        ann.says(offer);
        ann.says(offer);

        bob.hears("call.signal");
        bob.hearsNothing();
        ann.answerTo("77");
        ann.answerTo("77");
    }

    @Test
    void signalsEndWithTheCall() {
        bob.asks("call.accept", "call", CALL, "tracks", ALL);
        ann.asks("call.hang-up", "call", CALL);
        forgetAll();

        assertThat(offers(ann, bob).get("code").stringValue()).isEqualTo("not-in-call");
        bob.hearsNothing();
    }

    private JsonNode offers(TestDevice from, TestDevice to) {
        return from.asks("call.signal", "call", CALL, "to", to.user(), "epoch", "e_1", "peerEpoch", null, "description",
                OFFER);
    }

    private void forgetAll() {
        ann.forgetAll();
        bob.forgetAll();
        cy.forgetAll();
    }
}
