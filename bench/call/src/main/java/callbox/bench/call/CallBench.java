package callbox.bench.call;

import callbox.system.browser.Chromium;
import callbox.system.browser.ChromiumWindow;
import callbox.system.browser.Devices;
import callbox.system.person.Person;
import callbox.system.server.CallboxServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/// Two people in two Chromium processes call each other through a server process, and in between two connections of one page
/// do the same by themselves: from the press of a button to the first frame of the remote picture.
///
/// `java … callbox.bench.call.CallBench [ROUNDS]`; bench/call/README.md has the whole command and the figures.
public final class CallBench {
    private static final int DEFAULT_ROUNDS = 11;

    /// Browsers load code at their first call that they have at hand later.
    private static final int WARM_UP_ROUNDS = 2;

    /// Chromium's fake camera as it comes, 20 frames a second; the tests' own is slower.
    private static final List<String> CAMERA = List.of("--use-fake-device-for-media-stream");

    private static final String LOOP = "two connections in one page: start to frame";

    private final Person ann;
    private final Person bob;
    private final ChromiumWindow loopWindow;
    private final Samples samples = new Samples();

    private CallBench(Person ann, Person bob, ChromiumWindow loopWindow) {
        this.ann = ann;
        this.bob = bob;
        this.loopWindow = loopWindow;
    }

    public static void main(String[] arguments) throws IOException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : DEFAULT_ROUNDS;
        var folder = Path.of("target", "bench-call").toAbsolutePath();
        try (var server = CallboxServer.start(folder);
                var left = Chromium.start(Chromium.EXECUTABLE, Devices.ALL, CAMERA);
                var right = Chromium.start(Chromium.EXECUTABLE, Devices.ALL, CAMERA);
                var ann = online("Ann", left.newWindow(), server);
                var bob = online("Bob", right.newWindow(), server);
                var loopWindow = left.newWindow()) {
            loopWindow.open(server.address());
            new CallBench(ann, bob, loopWindow).run(rounds);
        }
    }

    private static Person online(String name, ChromiumWindow window, CallboxServer server) {
        window.beforeEachPage(resource("measure.js"));
        return new Person(name, window).goesOnline(server.address());
    }

    private void run(int rounds) {
        for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
            boolean counted = round >= 0;
            double loop = loopWindow.evaluate(resource("loop.js")).asDouble();
            if (counted) {
                samples.add(LOOP, loop);
            }
            accepted(counted);
            acceptedAtOnce(counted);
        }
        IO.println(samples.table(LOOP));
    }

    /// A call that rings for a moment, as calls do.
    private void accepted(boolean counted) {
        begin(false);
        ann.videoCalls(bob);
        bob.seesCall("ringing");
        ann.seesCall("ringing");
        ann.seesOwnPicture();
        bob.accepts();
        var atBob = seesWide(bob);
        var atAnn = seesWide(ann);
        end();
        if (counted) {
            double pressed = atBob.path("Accept").asDouble();
            samples.add("accept to frame at the callee", atBob.path("firstFrame").asDouble() - pressed);
            samples.add("accept to frame at the caller", atAnn.path("firstFrame").asDouble() - pressed);
            samples.add("accept to 1280x720 at the callee", atBob.path("firstWideFrame").asDouble() - pressed);
            samples.add("accept to 1280x720 at the caller", atAnn.path("firstWideFrame").asDouble() - pressed);
        }
    }

    /// A call with nobody to wait for: everything from the caller's press on, the cameras' opening included.
    private void acceptedAtOnce(boolean counted) {
        begin(true);
        ann.videoCalls(bob);
        var atAnn = seesWide(ann);
        var atBob = seesWide(bob);
        end();
        if (counted) {
            double pressed = atAnn.path("Video call " + bob.name()).asDouble();
            samples.add("call to frame at the caller, accepted at once", atAnn.path("firstFrame").asDouble() - pressed);
            samples.add("call to frame at the callee, accepted at once", atBob.path("firstFrame").asDouble() - pressed);
        }
    }

    private void begin(boolean acceptsAtOnce) {
        ann.looksAt("measured.reset(false)");
        bob.looksAt("measured.reset(" + acceptsAtOnce + ")");
    }

    private void end() {
        ann.hangsUp();
        ann.seesEnd("hung-up");
        bob.seesEnd("hung-up");
    }

    private static JsonNode seesWide(Person person) {
        person.sees("1280x720", "() => measured.notes().firstWideFrame > 0");
        return person.looksAt("measured.notes()");
    }

    private static String resource(String name) {
        try (var source = Objects.requireNonNull(CallBench.class.getResourceAsStream(name))) {
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the resource " + name + " cannot be read", e);
        }
    }
}
