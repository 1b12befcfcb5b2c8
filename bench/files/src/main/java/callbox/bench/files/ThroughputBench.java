package callbox.bench.files;

import callbox.system.browser.Chromium;
import callbox.system.browser.ChromiumProfile;
import callbox.system.browser.Devices;
import callbox.system.person.Person;
import callbox.system.person.RandomFile;
import callbox.system.server.CallboxServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A file of the real page, hashed and kept on the disk, beside the bare data channel with messages of 16, 64 and 256 KiB, between the same two Chromium
/// processes and beside the same call, in turn. Their profiles are on the disk, as a person's are.
///
/// `java … callbox.bench.files.ThroughputBench [--rounds N] [--bytes N] [WAY…]`; bench/files/README.md has the whole command and the figures. WAY: a
/// name of [Way]; without one, all.
public final class ThroughputBench {

    private static final int DEFAULT_ROUNDS = 3;
    private static final long DEFAULT_BYTES = 1_000_000_000;
    /// coturn has no limit either.
    private static final String UNLIMITED = "relay.limits.bytes-per-second = 0";
    private static final List<Integer> MESSAGE_BYTES = List.of(16_384, 65_536, 262_144);
    /// SCTP has found its rate after a fraction of it.
    private static final Duration BARE_TIME = Duration.ofSeconds(10);

    private final CallboxServer server;
    private final Path file;
    private final Rates rates = new Rates();
    private int calls;

    private ThroughputBench(CallboxServer server, Path file) {
        this.server = server;
        this.file = file;
    }

    public static void main(String[] arguments) {
        var words = new Words(arguments);
        int rounds = (int) words.option("--rounds", DEFAULT_ROUNDS);
        long bytes = words.option("--bytes", DEFAULT_BYTES);
        List<Way> ways = words.names(Way.class);
        var folder = Path.of("target", "bench-files").toAbsolutePath();
        Process coturn = Way.coturn();
        try (var server = CallboxServer.start(folder, UNLIMITED)) {
            var bench = new ThroughputBench(server, RandomFile.of(folder, bytes));
            for (int round = 0; round < rounds; round++) {
                ways.forEach(bench::measure);
            }
            IO.println(bench.rates.table());
            ways.stream().filter(Way::isOurs).forEach(bench::compare);
        } finally {
            coturn.destroy();
        }
    }

    private void measure(Way way) {
        calls += 1;
        try (var left = ChromiumProfile.start(Chromium.EXECUTABLE, Devices.ALL, List.of());
                var right = ChromiumProfile.start(Chromium.EXECUTABLE, Devices.ALL, List.of())) {
            var ann = new Person("Ann " + calls, left.window());
            var bob = new Person("Bob " + calls, right.window());
            FileCall.watch(bob);
            for (Person person : List.of(ann, bob)) {
                person.goesOnline(server.address());
                if (way == Way.RELAY) {
                    person.usesOnlyTheRelay();
                }
            }
            ann.talksTo(bob);
            try (var channel = BareChannel.open(left.window(), right.window(), server.address(),
                    way.configuration(ann))) {
                for (int messageBytes : MESSAGE_BYTES) {
                    rates.add(bareName(way, messageBytes), channel.send(messageBytes, BARE_TIME).laterRate());
                }
            }
            if (way.isOurs()) {
                Progress sent = FileCall.between(ann, bob).send(file);
                rates.add("%s, a file, MB/s".formatted(way), sent.rate());
                rates.add("%s, a file, the second half, MB/s".formatted(way), sent.laterRate());
            }
            ann.hangsUp();
            bob.seesEnd("hung-up");
        }
    }

    private void compare(Way way) {
        double best = MESSAGE_BYTES.stream().mapToDouble(bytes -> rates.median(bareName(way, bytes))).max()
                .orElseThrow();
        IO.println("%s: a file / the best bare channel, of medians: %.2f".formatted(way,
                rates.median("%s, a file, MB/s".formatted(way)) / best));
    }

    private static String bareName(Way way, int messageBytes) {
        return "%s, bare, %d KiB, MB/s".formatted(way, messageBytes / 1024);
    }
}
