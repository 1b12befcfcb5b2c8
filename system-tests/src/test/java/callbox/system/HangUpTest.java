package callbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.system.browser.ChromiumWindow;
import callbox.system.browser.Devices;
import callbox.system.person.Person;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A call ends for both, at once, and stays ended.
@BrowserTest
class HangUpTest {

    @Test
    void callerCanHangUpOnTheCallee(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");
        ann.videoCalls(bob);
        bob.accepts();
        ann.seesAndHears(1);
        ann.hangsUp();
        bob.seesEnd("hung-up");
        for (Person person : new Person[]{ann, bob}) {
            person.sees("no remote picture", "() => document.querySelector('video[data-remote]') === null");
            person.sees("no connection left open", "() => observed.open().length === 0");
            person.sees("the lights off", "() => observed.capturing('video') + observed.capturing('audio') === 0");
        }
    }

    @Test
    void lateHangUpOfTheLastCallDoesNotTouchTheNext(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");
        ann.videoCalls(bob);
        bob.accepts();
        bob.seesAndHears(1);
        String first = bob.looksAt("observed.lastCall()").asString();
        ann.hangsUp();
        bob.seesEnd("hung-up");
        ann.videoCalls(bob);
        bob.accepts();
        bob.seesAndHears(1);
        bob.window().evaluate("observed.send", Map.of("type", "call.hang-up", "id", "echo", "call", first));
        bob.sees("the server's answer", "() => observed.received.some(message => message.id === 'echo')");
        ann.seesAndHears(1);
        bob.seesAndHears(1);
        assertThat(bob.looksAt("observed.lastCall()").asString()).isNotEqualTo(first);
    }

    @Test
    void hangUpWithoutNetworkEndsHereAtOnceAndThereWhenTheNetworkIsBack(Stage stage) {
        ChromiumWindow window = stage.newWindow(Devices.ALL);
        Person ann = stage.seat("Ann", window).goesOnline(stage.server().address());
        Person bob = stage.chromium("Bob");
        ann.videoCalls(bob);
        bob.accepts();
        bob.seesAndHears(1);
        window.setOffline(true);
        ann.hangsUp();
        ann.seesEnd("hung-up");
        window.setOffline(false);
        bob.seesEnd("hung-up");
    }
}
