package callbox.system;

import callbox.system.person.Person;
import org.junit.jupiter.api.Test;

/// Chromium and Firefox call each other.
@BrowserTest
class FirefoxTest {

    private static final String VOICE_SHOWN = "() => Number(document.querySelector('.tile')?.style.getPropertyValue('--level')) > 0";

    @Test
    void chromiumCallsFirefox(Stage stage) {
        call(stage.chromium("Ann"), stage.firefox("Fay"));
    }

    @Test
    void firefoxCallsChromium(Stage stage) {
        call(stage.firefox("Fay"), stage.chromium("Ann"));
    }

    @Test
    void firefoxTurnsItsCameraOffAndOn(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person fay = stage.firefox("Fay");
        ann.videoCalls(fay);
        fay.accepts();
        ann.seesAndHears(1);
        fay.presses("Turn camera off");
        ann.sees("no picture", "() => observed.pictures().length === 0");
        fay.presses("Turn camera on");
        ann.seesPictures(1);
    }

    private static void call(Person caller, Person callee) {
        caller.videoCalls(callee);
        callee.seesCall("ringing");
        callee.accepts();
        caller.seesAndHears(1);
        callee.seesAndHears(1);
        caller.sees("the voice at the picture", VOICE_SHOWN);
        callee.sees("the voice at the picture", VOICE_SHOWN);
        callee.hangsUp();
        caller.seesEnd("hung-up");
    }
}
