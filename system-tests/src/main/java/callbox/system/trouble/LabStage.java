package callbox.system.trouble;

import callbox.system.browser.Chromium;
import callbox.system.browser.ChromiumWindow;
import callbox.system.browser.Devices;
import callbox.system.network.Impairment;
import callbox.system.network.Lab;
import callbox.system.network.Router;
import callbox.system.server.CallboxServer;
import callbox.system.server.Place;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/// A laboratory with emulated links, the server in it at an HTTPS address as on any network, and a Chromium at either side. One call at a time.
public final class LabStage implements AutoCloseable {

    private static final URI ADDRESS = URI.create("https://" + Lab.SERVER_ADDRESS + ":8443/");

    private final Lab lab;
    private final CallboxServer server;
    private final Chromium left;
    private final Chromium right;
    /// Somebody who leaves is listed for some seconds more: no two calls have a person of the same name.
    private int calls;

    /// @param folder     for the server's configuration, data and log
    /// @param extraFlags Chromium's command-line switches
    public LabStage(Path folder, List<String> extraFlags) {
        lab = Lab.withEmulatedLinks();
        server = CallboxServer.start(new Place(lab.server().command(), ADDRESS), folder);
        left = Chromium.startIn(lab.left().client(), Devices.ALL, extraFlags);
        right = Chromium.startIn(lab.right().client(), Devices.ALL, extraFlags);
    }

    public Lab lab() {
        return lab;
    }

    CallboxServer server() {
        return server;
    }

    /// A call of two new people on good links. It is recorded from when both see and hear each other.
    public LabCall call(Router.Mode routers) {
        lab.routers(routers);
        mend();
        calls += 1;
        return LabCall.begin(this, left.newWindow(), right.newWindow(), " " + calls);
    }

    /// A window in the browser that Ann's are in, for a page of one's own.
    public ChromiumWindow windowAtLeft() {
        return left.newWindow();
    }

    /// A window in the browser that Bob's are in.
    public ChromiumWindow windowAtRight() {
        return right.newWindow();
    }

    /// The link at Ann's side from now on, in either direction.
    public void impairLeft(Impairment link) {
        lab.left().router().impair(link);
    }

    /// Good links from now on.
    public void mend() {
        lab.left().router().impair(Impairment.NONE);
        lab.right().router().impair(Impairment.NONE);
    }

    /// Where browsers open the page.
    public URI address() {
        return ADDRESS;
    }

    @Override
    public void close() {
        right.close();
        left.close();
        server.close();
        lab.close();
    }
}
