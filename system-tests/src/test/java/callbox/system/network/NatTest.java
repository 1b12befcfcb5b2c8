package callbox.system.network;

import callbox.system.browser.Chromium;
import callbox.system.browser.Devices;
import callbox.system.person.Person;
import callbox.system.server.CallboxServer;
import callbox.system.server.Place;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two people behind routers that make it hard, on an HTTPS page whose certificate no browser trusts by itself: each pair gets its call, by the best
/// way that there is.
@Tag("network")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class NatTest {

    /// The port is written out because the server is told it.
    private static final URI ADDRESS = URI.create("https://" + Lab.SERVER_ADDRESS + ":443/");

    @TempDir
    static Path folder;

    private static Lab lab;
    private static CallboxServer server;
    private static Chromium left;
    private static Chromium right;

    @BeforeAll
    static void begin() {
        lab = Lab.withPlainLinks();
        server = CallboxServer.start(new Place(lab.server().command(), ADDRESS), folder);
        left = Chromium.startIn(lab.left().client(), Devices.ALL);
        right = Chromium.startIn(lab.right().client(), Devices.ALL);
    }

    @AfterAll
    static void end() {
        right.close();
        left.close();
        server.close();
        lab.close();
    }

    @Test
    void natsThatKeepPortsLetMediaGoDirectly() {
        call(Router.Mode.PORT_KEEPING, Person::seesDirectMedia);
    }

    @Test
    void natsThatMapPerDestinationNeedTheRelay() {
        call(Router.Mode.PER_DESTINATION, Person::seesRelayedMedia);
    }

    @Test
    void networksWithoutUdpReachTheRelayOverTcp() {
        call(Router.Mode.UDP_BLOCKED, person -> person.seesRelayedMedia("tcp"));
    }

    @Test
    void networksWithNothingButPort443ReachTheRelayThere() {
        call(Router.Mode.ONLY_443, person -> person.seesRelayedMedia("tcp"));
    }

    private static void call(Router.Mode mode, Consumer<Person> route) {
        lab.routers(mode);
        try (var ann = new Person("Ann of " + mode, left.newWindow()).goesOnline(ADDRESS);
                var bob = new Person("Bob of " + mode, right.newWindow()).goesOnline(ADDRESS)) {
            ann.meets(bob);
            route.accept(ann);
            route.accept(bob);
            ann.hangsUp();
            bob.seesEnd("hung-up");
        }
    }
}
