package callbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.system.browser.ChromiumWindow;
import callbox.system.browser.Devices;
import callbox.system.person.Person;
import java.net.URI;
import org.junit.jupiter.api.Test;

/// From the call to the answer, or to none.
@BrowserTest
class RingingTest {

    @Test
    void nothingOfTheCalleeIsOpenedOrSentBeforeAccept(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");
        ann.videoCalls(bob);
        // Ring-back reaches Ann only after Bob's page has the offer and has told the server that it rings.
        ann.seesCall("ringing");
        bob.seesCall("ringing");
        assertThat(bob.looksAt("observed.requests").size()).isZero();
        assertThat(bob.looksAt("observed.sent.filter(message => message.type === 'call.signal')").size()).isZero();
        bob.accepts();
        ann.seesAndHears(1);
    }

    @Test
    void declineReachesTheCaller(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");
        ann.videoCalls(bob);
        bob.seesCall("ringing");
        bob.declines();
        ann.seesEnd("declined");
        assertThat(ann.looksAt("observed.open().length").asInt()).isZero();
        ann.sees("the camera's light off", "() => observed.capturing('video') === 0");
    }

    @Test
    void cancelStopsTheRinging(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");
        ann.audioCalls(bob);
        bob.seesCall("ringing");
        ann.cancels();
        bob.seesEnd("cancelled");
        ann.seesEnd("cancelled");
        bob.seesNoButton("Accept");
    }

    @Test
    @OwnServer("call.ring-timeout = 2s")
    void nobodyAnswersAndTheServerEndsTheCall(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");
        ann.audioCalls(bob);
        bob.seesCall("ringing");
        ann.seesEnd("no-answer");
        bob.seesEnd("no-answer");
    }

    @Test
    void callToSomebodyWhoHasLeftEndsAtOnce(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");
        ann.audioCalls(bob);
        bob.declines();
        ann.seesEnd("declined");
        bob.window().open(URI.create("about:blank"));
        ann.seesNoButton("Call " + bob.name());
        ann.presses("Call back " + bob.name());
        ann.seesEnd("unreachable");
    }

    @Test
    void secondDeviceGoesQuietWhenTheFirstAnswers(Stage stage) {
        Person ann = stage.chromium("Ann");
        ChromiumWindow desk = stage.newWindow(Devices.ALL);
        Person bob = stage.seat("Bob", desk).goesOnline(stage.server().address());
        Person bobsPhone = stage.seat("Bob", desk.another());
        bobsPhone.window().open(stage.server().address());
        ann.videoCalls(bob);
        bob.seesCall("ringing");
        bobsPhone.seesCall("ringing");
        bobsPhone.accepts();
        bob.seesEnd("answered-elsewhere");
        bobsPhone.seesAndHears(1);
        ann.seesAndHears(1);
        bob.sees("no ringing again", "() => observed.states.filter(state => state === 'ringing').length === 1");
    }

    @Test
    void audioAnswerToAVideoCallOpensNoCamera(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");
        ann.videoCalls(bob);
        bob.acceptsWithAudioOnly();
        bob.seesPictures(1);
        bob.hears(1);
        ann.hears(1);
        assertThat(bob.looksAt("observed.requests.some(request => request.video)").asBoolean()).isFalse();
    }

    @Test
    void audioCallOpensNoCamera(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");
        ann.audioCalls(bob);
        bob.accepts();
        ann.hears(1);
        bob.hears(1);
        assertThat(ann.looksAt("observed.requests.some(request => request.video)").asBoolean()).isFalse();
        assertThat(bob.looksAt("observed.requests.some(request => request.video)").asBoolean()).isFalse();
    }
}
