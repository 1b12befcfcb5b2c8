package callbox.bench.files;

import callbox.system.browser.Chromium;
import callbox.system.browser.ChromiumWindow;
import callbox.system.browser.Devices;
import callbox.system.person.Person;
import callbox.system.person.RandomFile;
import callbox.system.server.CallboxServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A file of the real page, hashed and kept on the disk, beside the bare data channel with messages of 16, 64 and 256 KiB, between the same two Chromium
/// processes and beside the same call, in turn.
///
/// `java … callbox.bench.files.ThroughputBench [--rounds N] [--bytes N] [WAY…]`; bench/files/README.md has the whole command and the figures. WAY: a
/// name of [Way]; without one, all.
public final class ThroughputBench {

    private static final int DEFAULT_ROUNDS = 3;
    private static final long DEFAULT_BYTES = 1_000_000_000;
    private static final List<Integer> MESSAGE_BYTES = List.of(16_384, 65_536, 262_144);
    /// SCTP has found its rate after a fraction of it.
    private static final Duration BARE_TIME = Duration.ofSeconds(10);

    private final CallboxServer server;
    private final Chromium left;
    private final Chromium right;
    private final Path file;
    private final Rates rates = new Rates();
    private int calls;

    private ThroughputBench(CallboxServer server, Chromium left, Chromium right, Path file) {
        this.server = server;
        this.left = left;
        this.right = right;
        this.file = file;
    }

    public static void main(String[] arguments) {
        var words = new Words(arguments);
        int rounds = (int) words.option("--rounds", DEFAULT_ROUNDS);
        long bytes = words.option("--bytes", DEFAULT_BYTES);
        List<Way> ways = words.names(Way.class);
        var folder = Path.of("target", "bench-files").toAbsolutePath();
        Process coturn = Way.coturn();
        try (var server = CallboxServer.start(folder);
                var left = Chromium.start(Chromium.EXECUTABLE, Devices.ALL, List.of());
                var right = Chromium.start(Chromium.EXECUTABLE, Devices.ALL, List.of())) {
            var bench = new ThroughputBench(server, left, right, RandomFile.of(folder, bytes));
            for (int round = 0; round < rounds; round++) {
                ways.forEach(bench::measure);
            }
            IO.println(bench.rates.table());
        } finally {
            coturn.destroy();
        }
    }

    private void measure(Way way) {
        calls += 1;
        try (var ann = new Person("Ann " + calls, left.newWindow());
                var bob = new Person("Bob " + calls, right.newWindow())) {
            FileCall.watch(bob);
            for (Person person : List.of(ann, bob)) {
                person.goesOnline(server.address());
                if (way == Way.RELAY) {
                    person.usesOnlyTheRelay();
                }
            }
            ann.audioCalls(bob);
            bob.accepts();
            ann.hears(1);
            bob.hears(1);
            double best = 0;
            for (int messageBytes : MESSAGE_BYTES) {
                double rate = bare(way, ann, messageBytes);
                rates.add("%s, bare, %d KiB, MB/s".formatted(way, messageBytes / 1024), rate);
                best = Math.max(best, rate);
            }
            if (way.isOurs()) {
                double rate = FileCall.between(ann, bob).send(file);
                rates.add("%s, a file, MB/s".formatted(way), rate);
                rates.add("%s, a file / the best bare channel".formatted(way), rate / best);
            }
            ann.hangsUp();
            bob.seesEnd("hung-up");
        }
    }

    private double bare(Way way, Person person, int messageBytes) {
        ChromiumWindow sender = left.newWindow();
        ChromiumWindow receiver = right.newWindow();
        try (var channel = BareChannel.open(sender, receiver, server.address(), way.configuration(person))) {
            return channel.send(messageBytes, BARE_TIME).laterRate();
        }
    }
}
