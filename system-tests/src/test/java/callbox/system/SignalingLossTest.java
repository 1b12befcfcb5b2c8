package callbox.system;

import callbox.system.browser.Devices;
import callbox.system.person.Person;
import callbox.system.process.Pause;
import callbox.system.server.Gate;
import java.net.URI;
import java.time.Duration;
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

    @Test
    void whoIsStillHeardIsStillInTheCall(Stage stage) {
        try (var gate = new Gate(stage.server().address())) {
            goesOnBeyond(gate, stage, stage.server().address());
        }
    }

    @Test
    void callGoesOnWhenNobodyReachesTheServer(Stage stage) {
        try (var gate = new Gate(stage.server().address())) {
            goesOnBeyond(gate, stage, gate.address());
        }
    }

    private static void goesOnBeyond(Gate gate, Stage stage, URI bobsWay) {
        Person ann = stage.seat("Ann", stage.newWindow(Devices.ALL)).goesOnline(gate.address());
        Person bob = stage.seat("Bob", stage.newWindow(Devices.ALL)).goesOnline(bobsWay);
        ann.meets(bob);
        ann.marksConnection();
        gate.shut();
        Pause.of(LONGER_THAN_THE_GRACE);
        ann.seesAndHears(1);
        bob.seesAndHears(1);
        gate.open();
        ann.sees("the server again", WELCOMED_AGAIN);
        ann.seesCall("active");
        bob.seesCall("active");
        ann.keptConnection();
        ann.hangsUp();
        bob.seesEnd("hung-up");
    }
}
