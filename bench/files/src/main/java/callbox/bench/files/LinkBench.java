package callbox.bench.files;

import callbox.system.network.Router;
import callbox.system.person.RandomFile;
import callbox.system.process.Pause;
import callbox.system.trouble.LabCall;
import callbox.system.trouble.LabStage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// A file of the real page over links on which one SCTP association is slow, beside the bare data channel, in turn, and what the sound of the call
/// suffers from it. In network namespaces.
///
/// `java … callbox.bench.files.LinkBench [--rounds N] [--seconds N] [LINK…]`, as root; bench/files/README.md has the whole command and the figures.
/// LINK: a name of [Link]; without one, all.
public final class LinkBench {

    private static final int DEFAULT_ROUNDS = 3;
    /// Sixteen carriers are there after a dozen seconds.
    private static final int DEFAULT_SECONDS = 40;
    /// More than goes through any of these links in that time, and what a profile in memory surely has room for.
    private static final long FILE_BYTES = 600_000_000;
    private static final int MESSAGE_BYTES = 65_536;
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final LabStage stage;
    private final Duration time;
    private final Path file;
    private final Rates rates = new Rates();

    private LinkBench(LabStage stage, Duration time, Path file) {
        this.stage = stage;
        this.time = time;
        this.file = file;
    }

    public static void main(String[] arguments) {
        var words = new Words(arguments);
        int rounds = (int) words.option("--rounds", DEFAULT_ROUNDS);
        long seconds = words.option("--seconds", DEFAULT_SECONDS);
        List<Link> links = words.names(Link.class);
        var folder = Path.of("target", "bench-links").toAbsolutePath();
        try (var stage = new LabStage(folder, List.of())) {
            var bench = new LinkBench(stage, Duration.ofSeconds(seconds), RandomFile.of(folder, FILE_BYTES));
            for (int round = 0; round < rounds; round++) {
                links.forEach(bench::measure);
            }
            IO.println(bench.rates.table());
        }
    }

    private void measure(Link link) {
        try (LabCall call = stage.call(Router.Mode.OPEN)) {
            call.ann().presses("Turn camera off");
            call.bob().presses("Turn camera off");
            FileCall.watch(call.bob());
            call.bob().reloads();
            call.ann().hears(1);
            call.bob().hears(1);
            var files = FileCall.between(call.ann(), call.bob());
            stage.impairLeft(link.impairment());
            call.atBob().begin();
            Pause.of(QUIET);
            rates.add(link + ", sound made up without a file, %",
                    100 * call.atBob().recording().concealedShare(0));
            Progress bare = bare();
            add(link, "bare", bare);
            call.atBob().begin();
            Progress sent = files.send(file, time);
            add(link, "a file", sent);
            rates.add(link + ", sound made up beside a file, %", 100 * call.atBob().recording().concealedShare(0));
            rates.add(link + ", a file / bare, later", sent.laterRate() / bare.laterRate());
            stage.mend();
            call.ann().hangsUp();
            call.bob().seesEnd("hung-up");
        }
    }

    private void add(Link link, String what, Progress progress) {
        rates.add("%s, %s, MB/s".formatted(link, what), progress.rate());
        rates.add("%s, %s, the second half, MB/s".formatted(link, what), progress.laterRate());
    }

    private Progress bare() {
        try (var sender = stage.windowAtLeft();
                var receiver = stage.windowAtRight();
                var channel = BareChannel.open(sender, receiver, stage.address(),
                        new JsonMapper().createObjectNode())) {
            return channel.send(MESSAGE_BYTES, time);
        }
    }
}
