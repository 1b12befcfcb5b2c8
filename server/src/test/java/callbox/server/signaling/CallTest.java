package callbox.server.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Calls as devices live them; the rules themselves are tested in the call engine.
class CallTest {
    private static final String CALL = "c_0123456789012345678901";
    private static final Map<String, Boolean> ALL = Map.of("audio", true, "camera", true, "screen", false);
    private static final Map<String, Boolean> SOUND = Map.of("audio", true, "camera", false, "screen", false);

    private final House house = new House();
    private final TestDevice ann = house.online("Ann");
    private final TestDevice bob = house.online("Bob");
    private final TestDevice cy = house.online("Cy");

    @BeforeEach
    void everybodyKnowsEachOther() {
        house.passes(Duration.ofSeconds(1));
        ann.forgetAll();
        bob.forgetAll();
        cy.forgetAll();
    }

    @Test
    void callFromInviteToHangUp() {
        var invited = ann.asks("call.invite", "call", CALL, "to", bob.user(), "media", "video", "tracks", ALL)
                .get("call");
        assertThat(invited.at("/you/here").booleanValue()).isTrue();
        ann.forgetAll();
        assertThat(bob.sees().at("/you/state").stringValue()).isEqualTo("invited");

        assertThat(bob.asks("call.ring", "call", CALL).get("type").stringValue()).isEqualTo("result");
        assertThat(ann.sees().at("/participants/1/state").stringValue()).isEqualTo("ringing");

        var accepted = bob.asks("call.accept", "call", CALL, "tracks", SOUND).get("call");
        assertThat(accepted.at("/you/state").stringValue()).isEqualTo("joined");
        assertThat(ann.sees().at("/participants/1/tracks/camera").booleanValue()).isFalse();
        bob.forgetAll();

        bob.asks("call.tracks", "call", CALL, "tracks", ALL);
        assertThat(ann.sees().at("/participants/1/tracks/camera").booleanValue()).isTrue();
        bob.forgetAll();

        ann.asks("call.hang-up", "call", CALL);
        bob.forget("history.added");
        assertThat(bob.sees().get("endReason").stringValue()).isEqualTo("hung-up");
    }

    @Test
    void otherDeviceOfTheCalleeIsToldThatItWasAnsweredElsewhere() {
        var phone = bob.another();
        phone.connect();
        phone.hello();
        invite();
        bob.asks("call.accept", "call", CALL, "tracks", ALL);

        var view = phone.sees();

        assertThat(view.at("/you/state").stringValue()).isEqualTo("joined");
        assertThat(view.at("/you/here").booleanValue()).isFalse();
        assertThat(phone.isRefused("call.accept", "call", CALL, "tracks", ALL)).isEqualTo("answered-elsewhere");
    }

    @Test
    void strangerHearsNothingAndCanDoNothing() {
        connected();

        assertThat(cy.isRefused("call.hang-up", "call", CALL)).isEqualTo("not-in-call");
        assertThat(cy.isRefused("call.accept", "call", CALL, "tracks", ALL)).isEqualTo("not-invited");
        assertThat(cy.isRefused("call.decline", "call", CALL)).isEqualTo("not-invited");
        assertThat(cy.isRefused("call.tracks", "call", CALL, "tracks", ALL)).isEqualTo("not-in-call");
        assertThat(cy.isRefused("call.hang-up", "call", "c_nobody")).isEqualTo("call-not-found");
        cy.hearsNothing();
        ann.hearsNothing();
        bob.hearsNothing();
    }

    @Test
    void peopleSeeWhoIsBusy() {
        connected();

        house.passes(Duration.ofMillis(250));

        var change = cy.hears("people.changed");
        assertThat(change.get("online")).hasSize(2).allMatch(person -> person.get("busy").booleanValue());
    }

    @Test
    void callToSomebodyBusyEndsAtOnceAndIsMissed() {
        connected();

        var view = cy
                .asks("call.invite", "call", "c_1123456789012345678901", "to", bob.user(), "media", "audio", "tracks",
                        SOUND)
                .get("call");

        assertThat(view.get("endReason").stringValue()).isEqualTo("busy");
        var note = bob.all().stream().filter(frame -> frame.get("type").stringValue().equals("history.added"))
                .findFirst();
        assertThat(note).hasValueSatisfying(added -> {
            assertThat(added.at("/entry/missed").booleanValue()).isTrue();
            assertThat(added.get("missed").intValue()).isEqualTo(1);
        });
    }

    @Test
    void callRingsFortyFiveSeconds() {
        invite();
        ann.forgetAll();
        bob.forgetAll();

        house.passes(Duration.ofSeconds(44));
        bob.forget("people.changed");
        bob.hearsNothing();
        house.passes(Duration.ofSeconds(1));

        bob.forget("history.added");
        bob.forget("people.changed");
        assertThat(bob.sees().get("endReason").stringValue()).isEqualTo("no-answer");
    }

    @Test
    void lostDeviceIsShownAsAwayAndComesBackIntoTheCall() {
        connected();

        bob.drop();
        assertThat(ann.sees().at("/participants/1/awaySince").longValue())
                .isEqualTo(house.clock.instant().toEpochMilli());
        house.passes(Duration.ofSeconds(1));
        bob.connect();
        bob.resume();

        ann.forget("people.changed");
        assertThat(ann.sees().at("/participants/1/awaySince").isNull()).isTrue();
    }

    @Test
    void deviceThatStaysAwayIsLost() {
        connected();

        bob.drop();
        house.passes(Duration.ofSeconds(30));

        ann.forget("people.changed");
        ann.forget("history.added");
        assertThat(ann.sees().get("endReason").stringValue()).isEqualTo("lost");
    }

    @Test
    void deviceThatIsHeardByAnotherStaysInTheCallForAsLong() {
        connected();
        bob.drop();

        for (int time = 0; time < 6; time++) {
            house.passes(Duration.ofSeconds(25));
            assertThat(ann.asks("call.hears", "call", CALL, "from", bob.user()).get("type").stringValue())
                    .isEqualTo("result");
        }
        bob.connect();
        var welcome = bob.resume();

        assertThat(welcome.at("/session/resumed").booleanValue()).isFalse();
        assertThat(welcome.at("/call/you/here").booleanValue()).isTrue();
        assertThat(cy.isRefused("call.hears", "call", CALL, "from", bob.user())).isEqualTo("not-in-call");
        assertThat(ann.isRefused("call.hears", "call", CALL, "from", cy.user())).isEqualTo("peer-not-in-call");
    }

    @Test
    void callThatNobodyCanReachUsFromWaitsForItsDevices() {
        connected();
        ann.drop();
        bob.drop();
        house.passes(Duration.ofSeconds(100));

        ann.connect();
        assertThat(ann.resume().at("/call/you/here").booleanValue()).isTrue();
        house.passes(Duration.ofSeconds(29));
        bob.connect();
        assertThat(bob.resume().at("/call/you/here").booleanValue()).isTrue();
    }

    @Test
    void reloadedPageFindsItsCallInTheWelcome() {
        connected();
        bob.drop();
        bob.connect();

        var call = bob.helloAgain().get("call");

        assertThat(call.get("id").stringValue()).isEqualTo(CALL);
        assertThat(call.at("/you/here").booleanValue()).isTrue();
    }

    @Test
    void whoHasNoNameMayNotCall() {
        var nameless = house.device("");
        nameless.connect();
        nameless.helloWithoutName();

        assertThat(nameless.isRefused("call.invite", "call", CALL, "to", ann.user(), "media", "audio", "tracks", SOUND))
                .isEqualTo("name-required");
        assertThat(nameless.isRefused("link.create", "media", "audio")).isEqualTo("name-required");
    }

    private void invite() {
        ann.asks("call.invite", "call", CALL, "to", bob.user(), "media", "video", "tracks", ALL);
    }

    private void connected() {
        invite();
        bob.asks("call.accept", "call", CALL, "tracks", ALL);
        ann.forgetAll();
        bob.forgetAll();
    }
}
