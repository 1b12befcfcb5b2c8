package callbox.system.network;

import callbox.system.browser.Chromium;
import callbox.system.browser.Devices;
import callbox.system.person.Person;
import callbox.system.server.CallboxServer;
import callbox.system.server.Place;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Somebody types the server's address as people type addresses: without https.
@Tag("network")
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class PlainHttpTest {

    @TempDir
    Path folder;

    @Test
    void pageAskedForByHttpFromAnotherMachineComesByHttpsAndHasItsDevices() {
        URI plain = URI.create("http://" + Lab.SERVER_ADDRESS + ":8443/");
        try (Lab lab = Lab.withPlainLinks();
                var server = CallboxServer.start(new Place(lab.server().command(), plain), folder);
                var browser = Chromium.startIn(lab.left().client(), Devices.ALL);
                var ann = new Person("Ann", browser.newWindow()).goesOnline(server.address())) {
            ann.sees("the page by https", "() => location.protocol === 'https:' && isSecureContext");
            URI link = ann.makesLink();
            ann.window().open(URI.create(link.toString().replace("https:", "http:")));
            ann.presses("Join");
            ann.seesOwnPicture();
        }
    }
}
