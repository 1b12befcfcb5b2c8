package callbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.system.person.Person;
import org.junit.jupiter.api.Test;

/// Other people are online while two have a call.
@BrowserTest
class BystanderTest {

    @Test
    void thirdPersonOnlineHearsNothingOfTheCall(Stage stage) {
        Person cleo = stage.chromium("Cleo");
        Person ann = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");
        call(ann, bob);
        assertThat(cleo.looksAt("observed.received.filter(message => message.type.startsWith('call.'))").size())
                .isZero();
        assertThat(cleo.looksAt("observed.states").toString()).isEqualTo("[\"none\"]");
    }

    @Test
    void someoneWhoComesOnlineInMidCallDisturbsNothing(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");
        call(ann, bob);
        Person cleo = stage.chromium("Cleo");
        cleo.seesButton("Call " + ann.name());
        ann.seesAndHears(1);
        bob.seesAndHears(1);
        ann.seesNoButton("Video call " + cleo.name());
        assertThat(ann.looksAt("observed.callState()").asString()).isEqualTo("active");
    }

    @Test
    void callerOfABusyPersonIsToldAndTheCallGoesOn(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");
        Person cleo = stage.chromium("Cleo");
        call(ann, bob);
        cleo.videoCalls(bob);
        cleo.seesEnd("busy");
        ann.seesAndHears(1);
        bob.seesAndHears(1);
        bob.hangsUp();
        bob.sees("the missed call",
                "() => document.querySelector('[data-missed=\"true\"]')?.textContent.includes('Cleo')");
    }

    private static void call(Person caller, Person callee) {
        caller.videoCalls(callee);
        callee.accepts();
        caller.seesAndHears(1);
        callee.seesAndHears(1);
    }
}
