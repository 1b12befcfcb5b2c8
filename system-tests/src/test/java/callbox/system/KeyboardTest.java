package callbox.system;

import callbox.system.person.Person;
import org.junit.jupiter.api.Test;

/// A call without a mouse.
@BrowserTest
class KeyboardTest {

    @Test
    void callIsAnsweredLedAndEndedByKeys(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");
        ann.videoCalls(bob);
        bob.seesCall("ringing");
        bob.window().key("Enter");
        bob.seesAndHears(1);
        bob.window().key("m");
        bob.seesButton("Unmute");
        bob.window().key("v");
        bob.seesButton("Turn camera on");
        bob.window().key("s");
        bob.seesButton("Stop sharing");
        bob.window().key("Escape");
        bob.seesButton("Stay");
        bob.window().key("Escape");
        bob.seesNoButton("Stay");
        bob.seesCall("active");
    }

    @Test
    void escapeDeclinesAndCancels(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");
        ann.audioCalls(bob);
        bob.seesCall("ringing");
        bob.window().key("Escape");
        ann.seesEnd("declined");
        bob.audioCalls(ann);
        ann.seesCall("ringing");
        bob.window().key("Escape");
        ann.seesEnd("cancelled");
    }
}
