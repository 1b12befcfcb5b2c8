package callbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.system.browser.Devices;
import callbox.system.person.Person;
import java.net.URI;
import org.junit.jupiter.api.Test;

/// A call moves to another device of the same person (docs/adr/0007).
@BrowserTest
class MoveCallTest {

    private static final String MOVE = "Move the call here";

    /// Presses the button and tells how long it took until a picture of somebody else moved, in milliseconds.
    private static final String MOVE_TO_PICTURE = """
            label => new Promise(resolve => {
              const pressed = performance.now();
              [...document.querySelectorAll('button')].find(button => button.textContent.trim() === label).click();
              const look = () => {
                const [picture] = observed.pictures();
                if (picture?.width > 0 && picture.played > 0) resolve(Math.round(performance.now() - pressed));
                else requestAnimationFrame(look);
              };
              look();
            })""";

    /// Notes from now on the longest time without a new frame of somebody else's picture, in milliseconds.
    private static final String WATCH_FOR_GAPS = """
            () => {
              let seen;
              let at = performance.now();
              globalThis.longestGap = 0;
              const look = () => {
                const frames = document.querySelector('video[data-remote]')?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
                if (frames > 0 && frames !== seen) {
                  longestGap = Math.max(longestGap, performance.now() - at);
                  at = performance.now();
                  seen = frames;
                }
                requestAnimationFrame(look);
              };
              look();
            }""";

    @Test
    void thereAndBackAndThePeerNoticesNothingElse(Stage stage) {
        Person desk = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");
        desk.videoCalls(bob);
        bob.accepts();
        bob.seesAndHears(1);
        Person phone = stage.anotherDevice(desk, Devices.ALL);
        phone.seesCall("elsewhere");
        bob.window().evaluate(WATCH_FOR_GAPS);

        moves(phone, desk, bob, "there");
        moves(desk, phone, bob, "back");

        assertThat(bob.looksAt("observed.states").valueStream().map(state -> state.asString()))
                .as("the states of Bob's page").containsOnlyOnce("ringing").doesNotContain("ended");
        bob.hangsUp();
        desk.seesEnd("hung-up");
        phone.seesNoButton(MOVE);
        for (Person person : new Person[]{desk, phone, bob}) {
            person.sees("one call in the history", "() => document.querySelectorAll('.history__entry').length === 1");
        }
        assertThat(bob.looksAt("observed.received.find(message => message.call?.answeredAt).call.answeredAt"))
                .isEqualTo(phone.looksAt(
                        "observed.received.find(message => message.type === 'history.added').entry.answeredAt"));
    }

    @Test
    void callThatStillRingsMovesToo(Stage stage) {
        Person desk = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");
        Person phone = stage.anotherDevice(desk, Devices.ALL);
        phone.seesButton("Call " + bob.name());
        desk.videoCalls(bob);
        bob.seesCall("ringing");
        phone.presses(MOVE);
        desk.seesEnd("replaced");
        phone.seesCall("ringing");
        bob.accepts();
        phone.seesAndHears(1);
        bob.seesAndHears(1);
    }

    @Test
    void inACallOfThreeEverybodySeesWhoHasMoved(Stage stage) {
        Person ann = stage.chromium("Ann");
        URI link = ann.makesLink();
        ann.joins(link);
        Person bob = stage.seat("Bob", stage.newWindow(Devices.ALL)).joins(link);
        bob.hears(1);
        Person cleo = stage.seat("Cleo", stage.newWindow(Devices.ALL)).joins(link);
        cleo.seesAndHears(2);
        Person phone = stage.anotherDevice(bob, Devices.ALL);
        phone.presses(MOVE);
        phone.seesAndHears(2);
        ann.seesAndHears(2);
        cleo.seesAndHears(2);
        bob.seesEnd("replaced");
    }

    @Test
    void toADeviceWithoutACameraItMovesWithoutAPicture(Stage stage) {
        Person desk = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");
        desk.videoCalls(bob);
        bob.accepts();
        bob.seesAndHears(1);
        Person phone = stage.anotherDevice(desk, Devices.NO_CAMERA);
        phone.presses(MOVE);
        phone.seesAndHears(1);
        phone.seesMediaProblem("not-found");
        bob.hears(1);
        bob.sees("no picture of Ann", "() => observed.pictures().length === 0");
    }

    @Test
    void awayFromADeviceThatIsGone(Stage stage) {
        Person desk = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");
        desk.videoCalls(bob);
        bob.accepts();
        bob.seesAndHears(1);
        Person phone = stage.anotherDevice(desk, Devices.ALL);
        phone.seesCall("elsewhere");
        desk.window().open(URI.create("about:blank"));
        phone.sees("that the other device is out of reach",
                "() => document.body.textContent.includes('Your other device is out of reach')");
        phone.presses(MOVE);
        phone.seesAndHears(1);
        bob.seesAndHears(1);
    }

    private static void moves(Person to, Person from, Person peer, String where) {
        int toPicture = to.window().evaluate(MOVE_TO_PICTURE, MOVE).asInt();
        to.seesAndHears(1);
        peer.seesAndHears(1);
        from.seesEnd("replaced");
        from.seesButton(MOVE);
        assertThat(from.looksAt("observed.capturing('video') + observed.capturing('audio') + observed.open().length")
                .asInt()).as("what the device that it left still captures and connects").isZero();
        int gap = peer.looksAt("Math.round(globalThis.longestGap)").asInt();
        peer.window().evaluate("() => { globalThis.longestGap = 0; }");
        System.out.printf("Moved %s: click to picture %d ms; the peer's picture stood still for %d ms%n", where,
                toPicture, gap);
    }
}
