package callbox.bench.call;

import callbox.system.browser.Chromium;
import callbox.system.browser.ChromiumWindow;
import callbox.system.browser.Devices;
import callbox.system.browser.PageScript;
import callbox.system.person.Person;
import callbox.system.server.CallboxServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Two people in two Chromium processes call each other through a server process, and in between two connections of one page
/// do the same by themselves: from the press of a button to the first frame of the remote picture.
///
/// `java … callbox.bench.call.CallBench [ROUNDS] [--timeline]`; bench/call/README.md has the whole command and the figures.
/// `--timeline` prints what either page did in each round, and when; its figures are not for the record, since noting costs time.
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
    private final boolean timeline;
    private final Samples samples = new Samples();

    private CallBench(Person ann, Person bob, ChromiumWindow loopWindow, boolean timeline) {
        this.ann = ann;
        this.bob = bob;
        this.loopWindow = loopWindow;
        this.timeline = timeline;
    }

    public static void main(String[] arguments) throws IOException {
        var words = new ArrayList<>(List.of(arguments));
        boolean timeline = words.remove("--timeline");
        int rounds = words.isEmpty() ? DEFAULT_ROUNDS : Integer.parseInt(words.getFirst());
        var folder = Path.of("target", "bench-call").toAbsolutePath();
        try (var server = CallboxServer.start(folder);
                var left = Chromium.start(Chromium.EXECUTABLE, Devices.ALL, CAMERA);
                var right = Chromium.start(Chromium.EXECUTABLE, Devices.ALL, CAMERA);
                var ann = online("Ann", left.newWindow(), server, timeline);
                var bob = online("Bob", right.newWindow(), server, timeline);
                var loopWindow = left.newWindow()) {
            loopWindow.open(server.address());
            new CallBench(ann, bob, loopWindow, timeline).run(rounds);
        }
    }

    private static Person online(String name, ChromiumWindow window, CallboxServer server, boolean timeline) {
        var person = new Person(name, window);
        window.beforeEachPage(PageScript.beside(CallBench.class, "measure.js"));
        if (timeline) {
            window.beforeEachPage(Timeline.SCRIPT);
        }
        return person.goesOnline(server.address());
    }

    private void run(int rounds) {
        for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
            samples.begin(round >= 0);
            samples.add(LOOP, loopWindow.evaluate(PageScript.beside(CallBench.class, "loop.js")).asDouble());
            accepted();
            acceptedAtOnce();
            IO.println((round < 0 ? "warm-up" : "round " + (round + 1)) + ": " + samples.round());
        }
        IO.println(samples.table(LOOP));
    }

    /// A call that rings for a moment, as calls do.
    private void accepted() {
        begin(false);
        if (timeline) {
            List.of(ann, bob).forEach(person -> person.looksAt("timeline.reset()"));
        }
        ann.videoCalls(bob);
        bob.seesCall("ringing");
        ann.seesCall("ringing");
        ann.seesOwnPicture();
        bob.accepts();
        var atBob = seesWide(bob);
        var atAnn = seesWide(ann);
        double pressed = atBob.path("Accept").asDouble();
        if (timeline) {
            IO.println(Timeline.of(Double.NEGATIVE_INFINITY, pressed, ann, bob));
        }
        end();
        samples.add("click to ring", atBob.path("ring").asDouble() - callPressed(atAnn));
        samples.add("accept to frame at the callee", atBob.path("firstFrame").asDouble() - pressed);
        samples.add("accept to frame at the caller", atAnn.path("firstFrame").asDouble() - pressed);
        samples.add("accept to 1280x720 at the callee", atBob.path("firstWideFrame").asDouble() - pressed);
        samples.add("accept to 1280x720 at the caller", atAnn.path("firstWideFrame").asDouble() - pressed);
    }

    /// A call with nobody to wait for: everything from the caller's press on, the cameras' opening included.
    private void acceptedAtOnce() {
        begin(true);
        ann.videoCalls(bob);
        var atAnn = seesWide(ann);
        var atBob = seesWide(bob);
        end();
        double pressed = callPressed(atAnn);
        samples.add("click to frame at the caller, accepted at once", atAnn.path("firstFrame").asDouble() - pressed);
        samples.add("click to frame at the callee, accepted at once", atBob.path("firstFrame").asDouble() - pressed);
    }

    private double callPressed(JsonNode notes) {
        return notes.path("Video call " + bob.name()).asDouble();
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
        return person.looksAt("measured.seenWide()");
    }
}
