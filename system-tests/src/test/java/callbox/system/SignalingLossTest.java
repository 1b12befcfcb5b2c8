package callbox.system;

import callbox.system.browser.Devices;
import callbox.system.person.Person;
import callbox.system.process.Pause;
import callbox.system.server.Gate;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The server runs, and for longer than a session lives it cannot be reached; the media go on from device to device.
@BrowserTest
class SignalingLossTest {

    /// The grace of the server is 30 s, and it looks now and then whether that is over. The system property `signaling.loss.seconds` makes it longer.
    private static final Duration LONGER_THAN_THE_GRACE = Duration
            .ofSeconds(Integer.getInteger("signaling.loss.seconds", 34));
    private static final String WELCOMED_AGAIN = """
            () => observed.received.filter(message => message.type === 'welcome' && !message.session.resumed).length >= 2
            """;

    /// Both at once, since both wait for the same half minute.
    @Test
    void callsOfWhichOneSideOrBothDoNotReachTheServerGoOn(Stage stage) {
        URI straight = stage.server().address();
        try (var gate = new Gate(straight)) {
            Person ann = at(gate.address(), stage, "Ann");
            Person bob = at(straight, stage, "Bob");
            Person cleo = at(gate.address(), stage, "Cleo");
            Person dan = at(gate.address(), stage, "Dan");
            meet(ann, bob);
            meet(cleo, dan);
            gate.shut();
            Pause.of(LONGER_THAN_THE_GRACE);
            for (Person person : List.of(ann, bob, cleo, dan)) {
                person.seesAndHears(1);
            }
            gate.open();
            isOneCallUntilItsEnd(ann, bob);
            isOneCallUntilItsEnd(cleo, dan);
        }
    }

    private static Person at(URI way, Stage stage, String name) {
        return stage.seat(name, stage.newWindow(Devices.ALL)).goesOnline(way);
    }

    private static void meet(Person caller, Person callee) {
        caller.meets(callee);
        caller.marksConnection();
    }

    private static void isOneCallUntilItsEnd(Person caller, Person callee) {
        caller.sees("the server again", WELCOMED_AGAIN);
        caller.seesCall("active");
        callee.seesCall("active");
        caller.keptConnection();
        caller.hangsUp();
        callee.seesEnd("hung-up");
    }
}
