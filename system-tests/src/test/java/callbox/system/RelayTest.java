package callbox.system;

import callbox.system.browser.Chromium;
import callbox.system.browser.Devices;
import callbox.system.browser.Firefox;
import callbox.system.browser.Window;
import callbox.system.person.Person;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Calls of browsers that may use nothing but our relay (`iceTransportPolicy: 'relay'`).
@BrowserTest
class RelayTest {

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void chromiumCallsThroughTheRelay(String transport, Stage stage) {
        call(stage.chromium("Ann"), stage.chromium("Bob"), transport);
    }

    /// On the port of the page. Chromium wants a certificate there that it trusts, and asks nobody; here it trusts each.
    @Test
    void chromiumCallsThroughTheRelayOverTls(Stage stage) {
        Chromium trusting = Chromium.start(Chromium.EXECUTABLE, Devices.ALL, List.of("--ignore-certificate-errors"));
        stage.afterwards(trusting::close);
        call(online(stage, "Ann", trusting.newWindow()), online(stage, "Bob", trusting.newWindow()), "tls");
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void firefoxCallsThroughTheRelay(String transport, Stage stage) {
        call(stage.firefox("Fay"), stage.firefox("Flo"), transport);
    }

    /// Firefox takes no address in a `turns:` URL, only a name; it must go by the other servers of the list then.
    @Test
    void firefoxFindsAWayToTheRelayByItself(Stage stage) {
        Person fay = stage.firefox("Fay").usesOnlyTheRelay();
        Person ann = stage.chromium("Ann");
        ann.meets(fay);
        fay.seesRelayedMedia();
    }

    /// On the port of the page. Firefox wants a name there, and a certificate that it trusts.
    @Test
    @OwnServer("relay.public-host = localhost")
    void firefoxCallsThroughTheRelayOverTls(Stage stage) {
        Firefox trusting = Firefox.startTrusting(stage.server().certificate());
        stage.afterwards(trusting::close);
        call(online(stage, "Fay", trusting.newWindow()), online(stage, "Flo", trusting.newWindow()), "tls");
    }

    private static Person online(Stage stage, String name, Window window) {
        return stage.seat(name, window).goesOnline(stage.server().address());
    }

    private static void call(Person caller, Person callee, String transport) {
        List.of(caller, callee).forEach(person -> person.usesOnlyTheRelay(transport));
        caller.meets(callee);
        caller.seesRelayedMedia(transport);
        callee.seesRelayedMedia(transport);
        caller.hangsUp();
        callee.seesEnd("hung-up");
    }
}
