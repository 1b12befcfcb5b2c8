package callbox.system.network;

import callbox.system.browser.Chromium;
import callbox.system.browser.Devices;
import callbox.system.browser.WindowOptions;
import callbox.system.person.Person;
import callbox.system.server.CallboxServer;
import callbox.system.server.Place;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two people behind routers of their own, on the page's HTTPS address as on any network: what happens to the network does not end their call.
@Tag("network")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class OutageTest {

    private static final URI ADDRESS = URI.create("https://" + Lab.SERVER_ADDRESS + ":8443/");

    /// Longer than Chromium takes to give a connection up (15 s), shorter than the grace of a call (30 s).
    private static final Duration OUTAGE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void outageOfTwentySecondsEndsNothing() {
        inCall((lab, ann) -> {
            lab.left().router().impair(Impairment.BLACK_HOLE);
            ann.seesCall("reconnecting");
            lasts(OUTAGE);
            lab.left().router().impair(Impairment.NONE);
        });
    }

    @Test
    void changeOfAddressEndsNothing() {
        inCall((lab, ann) -> lab.left().readdress(3));
    }

    /// A call of Ann and Bob to which something happens; then they see and hear each other again, in the same call, and hang up.
    private void inCall(BiConsumer<Lab, Person> event) {
        try (Lab lab = Lab.withEmulatedLinks();
                var server = CallboxServer.start(new Place(lab.server().command(), ADDRESS), folder);
                var left = Chromium.startIn(lab.left().client(), Devices.ALL);
                var right = Chromium.startIn(lab.right().client(), Devices.ALL);
                var ann = new Person("Ann", left.newWindow(WindowOptions.DESKTOP)).goesOnline(server.address());
                var bob = new Person("Bob", right.newWindow(WindowOptions.DESKTOP)).goesOnline(server.address())) {
            ann.videoCalls(bob);
            bob.accepts();
            ann.seesAndHears(1);
            bob.seesAndHears(1);
            event.accept(lab, ann);
            ann.seesAndHears(1);
            bob.seesAndHears(1);
            ann.seesCall("active");
            ann.hangsUp();
            bob.seesEnd("hung-up");
        }
    }

    private static void lasts(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plusSeconds(5)).until(() -> true);
    }
}
