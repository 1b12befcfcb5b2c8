package callbox.bench.call;

import static java.util.stream.Collectors.joining;

import callbox.system.process.Pause;
import callbox.system.trouble.LabCall;
import callbox.system.trouble.LabStage;
import callbox.system.trouble.Passage;
import callbox.system.trouble.Trouble;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;

/// How soon the picture is back after each trouble, and how whole the sound stays: calls of the real page, in network namespaces.
///
/// `java … callbox.bench.call.NetworkBench [--rounds N] [TROUBLE…]`, as root; docs/NETWORKS.md has the whole command and the figures. TROUBLE: a name of
/// [Trouble]; without one, all. `--timeline` prints what either page did, from two seconds before the end of the trouble on, and when; noting costs time.
public final class NetworkBench {
    private static final int DEFAULT_ROUNDS = 5;

    /// Chromium's fake camera as it comes, 20 frames a second; the tests' own is slower.
    private static final List<String> CAMERA = List.of("--use-fake-device-for-media-stream");

    /// A call as people have it. In one of a few seconds Chromium's clock of the other side is still so far off that after an outage of five it holds
    /// the picture back until a timeout of its own, six seconds after the last frame.
    private static final Duration SETTLING = Duration.ofSeconds(20);
    private static final Duration BAD_LINK = Duration.ofSeconds(25);
    /// What a link does that turns bad in mid-call, until the congestion control has found it, is counted apart.
    private static final double ADAPTING_MS = 5_000;
    private static final Duration STEADY = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /// How long before its end a trouble begins to be interesting.
    private static final double BEFORE_MS = 2_000;

    private static final String TO_PICTURE = "to picture, ms";
    private static final String FREEZE = "longest freeze, ms";
    private static final String FREEZE_LATER = "longest freeze after 5 s, ms";
    private static final String CONCEALED = "sound made up, %";
    private static final String CONCEALED_LATER = "sound made up after 5 s, %";
    private static final List<String> COLUMNS = List.of(TO_PICTURE, FREEZE, FREEZE_LATER, CONCEALED, CONCEALED_LATER);

    private final LabStage stage;
    private final boolean timeline;
    private final Map<Trouble, Samples> samplesByTrouble = new EnumMap<>(Trouble.class);

    private NetworkBench(LabStage stage, boolean timeline) {
        this.stage = stage;
        this.timeline = timeline;
    }

    public static void main(String[] arguments) {
        var words = new ArrayList<>(List.of(arguments));
        boolean timeline = words.remove("--timeline");
        int rounds = DEFAULT_ROUNDS;
        if (words.contains("--rounds")) {
            int option = words.indexOf("--rounds");
            rounds = Integer.parseInt(words.remove(option + 1));
            words.remove(option);
        }
        List<Trouble> troubles = words.isEmpty() ? Arrays.asList(Trouble.values())
                : words.stream().map(Trouble::valueOf).toList();
        try (var stage = new LabStage(Path.of("target", "bench-network").toAbsolutePath(), CAMERA)) {
            var bench = new NetworkBench(stage, timeline);
            // The first round warms up.
            for (int round = 0; round <= rounds; round++) {
                for (Trouble trouble : troubles) {
                    bench.run(trouble, round);
                }
            }
            IO.println(bench.table());
        }
    }

    private void run(Trouble trouble, int round) {
        Samples samples = samplesByTrouble.computeIfAbsent(trouble, _ -> new Samples());
        samples.begin(round > 0);
        try (LabCall call = stage.call(trouble.routers())) {
            if (timeline) {
                Timeline.note(call.ann(), call.bob());
            }
            Pause.of(SETTLING);
            Passage passage = call.passes(trouble, BAD_LINK, STEADY, PATIENCE);
            add(samples, trouble, passage);
            if (timeline) {
                IO.println(Timeline.of(passage, BEFORE_MS, call.ann(), call.bob()));
            }
            call.ends();
        } catch (ConditionTimeoutException e) {
            IO.println(trouble + ": " + e.getMessage());
            samples.add(TO_PICTURE, Double.POSITIVE_INFINITY);
        }
        IO.println("round %d, %s: %s".formatted(round, trouble, samples.round()));
    }

    private static void add(Samples samples, Trouble trouble, Passage passage) {
        if (trouble.kind() != Trouble.Kind.BAD_LINK) {
            samples.add(TO_PICTURE, passage.toPictureMs());
        }
        samples.add(FREEZE, passage.longestFreezeMs(0));
        samples.add(CONCEALED, 100 * passage.concealedShare(0));
        if (trouble.kind() == Trouble.Kind.BAD_LINK) {
            samples.add(FREEZE_LATER, passage.longestFreezeMs(ADAPTING_MS));
            samples.add(CONCEALED_LATER, 100 * passage.concealedShare(ADAPTING_MS));
        }
    }

    /// A Markdown table: median and worst of each figure.
    private String table() {
        var text = new StringBuilder(
                "| | rounds | " + String.join(" | ", COLUMNS) + " |\n|---|---|" + "---|".repeat(COLUMNS.size()) + "\n");
        samplesByTrouble.forEach((trouble, samples) -> text.append("| %s | %d | %s |%n".formatted(trouble,
                samples.count(), COLUMNS.stream().map(column -> cell(samples, column)).collect(joining(" | ")))));
        return text.toString();
    }

    private static String cell(Samples samples, String column) {
        if (!samples.names().contains(column)) {
            return "";
        }
        String format = column.endsWith("%") ? "%.1f, %.1f" : "%.0f, %.0f";
        return format.formatted(samples.median(column), samples.max(column));
    }
}
