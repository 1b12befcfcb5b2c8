package callbox.bench.call;

import static java.util.stream.Collectors.joining;

import callbox.system.browser.Chromium;
import callbox.system.browser.ChromiumWindow;
import callbox.system.browser.Devices;
import callbox.system.browser.PageScript;
import callbox.system.network.Impairment;
import callbox.system.network.Lab;
import callbox.system.person.Person;
import callbox.system.server.CallboxServer;
import callbox.system.server.Place;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What a start bitrate does to a call over a narrow link: calls of the real page, in network namespaces, in turn with none, as the page does it, so
/// that the browser begins at its own, and with some (`narrow.js`).
///
/// `java … callbox.bench.call.NarrowLinkBench [ROUNDS] [KBPS] [START-KBPS…]`, as root. Ann is behind the narrow link (0: it is not narrow), Bob is not.
public final class NarrowLinkBench {
    private static final int DEFAULT_ROUNDS = 5;
    private static final int DEFAULT_KBPS = 500;

    /// One way, as between two homes of a country.
    private static final int DELAY_MS = 20;

    /// The harm of a start that is too high is done by then, and the congestion control has found the link.
    private static final int CALL_MS = 12_000;

    private static final String NONE = "null";
    private static final String DEFAULT_START = "2500";

    private static final List<String> CAMERA = List.of("--use-fake-device-for-media-stream");
    private static final URI ADDRESS = URI.create("https://" + Lab.SERVER_ADDRESS + ":8443/");

    private final Person ann;
    private final Person bob;
    private final Map<String, Samples> samplesByStart = new LinkedHashMap<>();

    private NarrowLinkBench(Person ann, Person bob, List<String> starts) {
        this.ann = ann;
        this.bob = bob;
        starts.forEach(start -> samplesByStart.put(start, new Samples()));
    }

    public static void main(String[] arguments) {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : DEFAULT_ROUNDS;
        int kbps = arguments.length > 1 ? Integer.parseInt(arguments[1]) : DEFAULT_KBPS;
        var starts = new ArrayList<>(List.of(NONE));
        starts.addAll(arguments.length > 2 ? List.of(arguments).subList(2, arguments.length) : List.of(DEFAULT_START));
        var folder = Path.of("target", "bench-narrow-link").toAbsolutePath();
        try (Lab lab = Lab.withEmulatedLinks();
                var server = CallboxServer.start(new Place(lab.server().command(), ADDRESS), folder);
                var left = Chromium.startIn(lab.left().client(), Devices.ALL, CAMERA);
                var right = Chromium.startIn(lab.right().client(), Devices.ALL, CAMERA);
                var ann = online("Ann", left.newWindow(), server);
                var bob = online("Bob", right.newWindow(), server)) {
            lab.left().router().impair(Impairment.rate(kbps).withDelay(DELAY_MS));
            IO.println("%d rounds at %d kbit/s, %d ms each way".formatted(rounds, kbps, DELAY_MS));
            new NarrowLinkBench(ann, bob, starts).run(rounds);
        }
    }

    private static Person online(String name, ChromiumWindow window, CallboxServer server) {
        var person = new Person(name, window);
        window.beforeEachPage(PageScript.beside(NarrowLinkBench.class, "measure.js"));
        window.beforeEachPage(PageScript.beside(NarrowLinkBench.class, "narrow.js"));
        return person.goesOnline(server.address());
    }

    private void run(int rounds) {
        var turns = new ArrayList<>(samplesByStart.entrySet());
        for (int round = 0; round <= rounds; round++) {
            // Another one is the first in each round: whoever comes after it finds the machine as it left it.
            Collections.rotate(turns, 1);
            for (var each : turns) {
                // The first round warms up.
                each.getValue().begin(round > 0);
                call(each.getKey(), each.getValue());
                IO.println("round %d, %s: %s".formatted(round, column(each.getKey()), each.getValue().round()));
            }
        }
        IO.println("%-48s".formatted("medians")
                + samplesByStart.keySet().stream().map(start -> "%12s".formatted(column(start))).collect(joining()));
        samplesByStart.values().iterator().next().names().forEach(name -> IO.println("%-48s".formatted(name)
                + samplesByStart.values().stream().map(samples -> "%12.1f".formatted(samples.median(name)))
                        .collect(joining())));
    }

    private static String column(String start) {
        return start.equals(NONE) ? "none" : start + " kbit/s";
    }

    private void call(String start, Samples samples) {
        for (Person person : List.of(ann, bob)) {
            person.looksAt("measured.reset(false)");
            person.looksAt("narrow.begin(" + start + ")");
        }
        ann.videoCalls(bob);
        bob.seesCall("ringing");
        ann.seesCall("ringing");
        ann.seesOwnPicture();
        bob.accepts();
        JsonNode atBob = after(bob);
        JsonNode atAnn = after(ann);
        double accepted = atBob.path("notes").path("Accept").asDouble();
        add(samples, "up the narrow link", atBob, accepted);
        add(samples, "down the narrow link", atAnn, accepted);
        ann.hangsUp();
        ann.seesEnd("hung-up");
        bob.seesEnd("hung-up");
    }

    /// The page waits by itself until so long after the first frame: nobody asks meanwhile.
    private static JsonNode after(Person person) {
        return person.window().evaluate("""
                async (ms) => {
                  await measured.seenFrame();
                  const { firstFrame } = measured.notes();
                  await new Promise(done => setTimeout(done, firstFrame + ms - performance.timeOrigin - performance.now()));
                  return { notes: measured.notes(), wideSince: narrow.wideSince(), quality: await narrow.quality() };
                }""", CALL_MS);
    }

    private static void add(Samples samples, String way, JsonNode seen, double accepted) {
        JsonNode notes = seen.path("notes");
        samples.add(way + ": accept to frame, ms", notes.path("firstFrame").asDouble() - accepted);
        JsonNode wideSince = seen.path("wideSince");
        samples.add(way + ": accept to lasting 1280x720, ms",
                wideSince.isNull() ? Double.POSITIVE_INFINITY : wideSince.asDouble() - accepted);
        for (Map.Entry<String, JsonNode> figure : seen.path("quality").properties()) {
            samples.add(way + ": " + figure.getKey(), figure.getValue().asDouble());
        }
    }
}
