package callbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.system.browser.ChromiumWindow;
import callbox.system.browser.Devices;
import callbox.system.person.Person;
import callbox.system.person.Recorder;
import callbox.system.person.Recording;
import callbox.system.process.Pause;
import callbox.system.server.CallboxServer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The server dies, or is stopped, and starts again while people have a call, or are about to.
@BrowserTest
class ServerDeathTest {

    /// Nothing in a quiet room; what a Java process that starts takes from two cores shows here.
    private static final double MOST_FREEZE_MS = 2_500;
    private static final double MOST_MADE_UP = 0.2;
    /// How long there is no server.
    private static final Duration ABSENCE = Duration.ofSeconds(4);
    private static final Duration STEADY = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    @OwnServer
    void killedServerTakesNothingFromACall(Stage stage) {
        goesOnWithout(stage, CallboxServer::kill);
    }

    @Test
    @OwnServer
    void stoppedServerTakesNothingFromACall(Stage stage) {
        goesOnWithout(stage, CallboxServer::stop);
    }

    @Test
    @OwnServer
    void throughTheRelayOfTheServerTheCallIsBackWithIt(Stage stage) {
        Person ann = stage.seat("Ann", stage.newWindow(Devices.ALL));
        var recorder = new Recorder(ann);
        ann.goesOnline(stage.server().address());
        Person bob = stage.chromium("Bob");
        ann.usesOnlyTheRelay();
        bob.usesOnlyTheRelay();
        ann.meets(bob);
        recorder.begin();
        stage.server().kill();
        stage.server().startAgain();
        double back = System.currentTimeMillis();
        Recording recording = recorder.awaitSteady(back, STEADY, PATIENCE);
        System.out.printf("Through the relay: picture %.0f ms after the server%n",
                recording.steadyFromMs(back) - back);
        bob.seesAndHears(1);
        ann.seesRelayedMedia();
        hangsUp(ann, bob);
    }

    @Test
    @OwnServer
    void callThatRingsGoesOnRinging(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");
        ann.videoCalls(bob);
        bob.seesCall("ringing");
        ann.seesCall("ringing");
        stage.server().kill();
        stage.server().startAgain();
        seesServer(ann);
        seesServer(bob);
        ann.seesCall("ringing");
        bob.accepts();
        ann.seesAndHears(1);
        bob.seesAndHears(1);
        hangsUp(ann, bob);
    }

    @Test
    @OwnServer
    void callerWhoGivesUpMeanwhileIsHeardByTheNextServer(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");
        ann.videoCalls(bob);
        bob.seesCall("ringing");
        stage.server().kill();
        ann.cancels();
        ann.seesEnd("cancelled");
        stage.server().startAgain();
        bob.seesEnd("cancelled");
        bob.seesNoButton("Accept");
    }

    @Test
    @OwnServer
    void hangUpWithoutAServerIsHeardByTheNextOne(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");
        ann.meets(bob);
        stage.server().kill();
        ann.hangsUp();
        ann.seesEnd("hung-up");
        stage.server().startAgain();
        bob.seesEnd("hung-up");
        haveOneCallInTheirHistory(ann, bob);
    }

    @Test
    @OwnServer
    void whoComesBackAfterTheEndIsToldHowItEnded(Stage stage) {
        Person ann = stage.chromium("Ann");
        ChromiumWindow window = stage.newWindow(Devices.ALL);
        Person bob = stage.at(window, "Bob");
        ann.meets(bob);
        window.setOffline(true);
        stage.server().kill();
        ann.hangsUp();
        ann.seesEnd("hung-up");
        stage.server().startAgain();
        haveOneCallInTheirHistory(ann);
        window.setOffline(false);
        bob.seesEnd("hung-up");
        haveOneCallInTheirHistory(bob);
    }

    private static void goesOnWithout(Stage stage, Consumer<CallboxServer> end) {
        Person ann = stage.seat("Ann", stage.newWindow(Devices.ALL));
        Person bob = stage.seat("Bob", stage.newWindow(Devices.ALL));
        var recorders = List.of(new Recorder(ann), new Recorder(bob));
        List.of(ann, bob).forEach(person -> person.goesOnline(stage.server().address()));
        ann.meets(bob);
        List.of(ann, bob).forEach(Person::marksConnection);
        recorders.forEach(Recorder::begin);
        double start = System.currentTimeMillis();
        end.accept(stage.server());
        Pause.of(ABSENCE);
        ann.seesAndHears(1);
        stage.server().startAgain();
        seesServer(ann);
        seesServer(bob);
        for (Recorder recorder : recorders) {
            Recording recording = recorder.recording();
            System.out.printf("Without a server: longest freeze %.0f ms, %.1f %% of the sound made up%n",
                    recording.longestFreezeMs(start), 100 * recording.concealedShare(start));
            assertThat(recording.longestFreezeMs(start)).as("longest freeze, ms").isLessThan(MOST_FREEZE_MS);
            assertThat(recording.concealedShare(start)).as("share of the sound that was made up")
                    .isLessThan(MOST_MADE_UP);
        }
        List.of(ann, bob).forEach(Person::keptConnection);
        hangsUp(ann, bob);
        haveOneCallInTheirHistory(ann, bob);
    }

    /// Waits until the page has been welcomed by a second server.
    private static void seesServer(Person person) {
        person.sees("the next server",
                "() => observed.received.filter(message => message.type === 'welcome').length >= 2");
    }

    private static void hangsUp(Person ann, Person bob) {
        ann.seesAndHears(1);
        ann.hangsUp();
        bob.seesEnd("hung-up");
    }

    /// One call, with the beginning that both saw and the end that both saw.
    private static void haveOneCallInTheirHistory(Person... persons) {
        for (Person person : persons) {
            person.sees("one call in the history", "() => document.querySelectorAll('.history__entry').length === 1");
            JsonNode entry = person
                    .looksAt("observed.received.flatMap(message => message.entry ?? message.entries ?? []).at(-1)");
            JsonNode answered = person.looksAt(
                    "observed.received.find(message => message.call?.answeredAt && message.call.participants).call.answeredAt");
            assertThat(entry.path("answeredAt")).as("when the call was answered").isEqualTo(answered);
            assertThat(entry.path("reason").asString()).isEqualTo("hung-up");
        }
    }
}
