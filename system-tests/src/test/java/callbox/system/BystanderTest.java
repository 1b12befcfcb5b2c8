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
        ann.meets(bob);
        assertThat(cleo.looksAt("observed.received.filter(message => message.type.startsWith('call.'))").size())
                .isZero();
        assertThat(cleo.looksAt("observed.states").toString()).isEqualTo("[\"none\"]");
    }

    @Test
    void someoneWhoComesOnlineInMidCallDisturbsNothing(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");
        ann.meets(bob);
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
        ann.meets(bob);
        cleo.videoCalls(bob);
        cleo.seesEnd("busy");
        ann.seesAndHears(1);
        bob.seesAndHears(1);
        bob.hangsUp();
        bob.sees("the missed call",
                "() => document.querySelector('[data-missed=\"true\"]')?.textContent.includes('Cleo')");
    }
}
