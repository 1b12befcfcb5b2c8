package callbox.bench.relay;

import callbox.bench.relay.RelayProcess.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Runs both relays in turn under each scenario, several times, and prints the medians.
///
/// Arguments: seconds per run, runs, and optionally the clients of the voice scenario (default 10, 5, 200). Wants a
/// machine that does nothing else.
public final class SideBySide {
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final int VIDEO_CLIENTS = 8;

    private SideBySide() {
    }

    public static void main(String[] args) throws IOException {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        int runs = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        int voices = args.length > 2 ? Integer.parseInt(args[2]) : 200;
        for (Scenario scenario : List.of(Scenario.voice(voices), Scenario.video(VIDEO_CLIENTS))) {
            Map<Kind, List<Measurement>> results = new EnumMap<>(Kind.class);
            for (int run = 0; run < runs; run++) {
                for (Kind kind : Kind.values()) {
                    Measurement measurement = measure(kind, scenario, Duration.ofSeconds(seconds));
                    System.err.println(scenario.name() + " " + kind + " " + measurement);
                    results.computeIfAbsent(kind, _ -> new ArrayList<>()).add(measurement);
                }
            }
            System.out.println(scenario.name());
            results.forEach((kind, list) -> System.out.printf("  %-8s %s%n", kind, Measurement.median(list)));
        }
        System.out.println("memory");
        for (Kind kind : Kind.values()) {
            MemoryGrowth.measure(kind).forEach((allocations, kilobytes) -> System.out
                    .printf("  %-8s %5.1f KB/allocation at %d%n", kind, kilobytes, allocations));
        }
    }

    private static Measurement measure(Kind kind, Scenario scenario, Duration duration)
            throws IOException {
        try (RelayProcess relay = RelayProcess.start(kind);
                Load load = new Load(scenario)) {
            load.allocate();
            load.run(WARM_UP);
            double cpu = relay.cpuSeconds();
            Load.Result result = load.run(duration);
            cpu = relay.cpuSeconds() - cpu;
            return new Measurement(cpu * 1e6 / Math.max(1, result.received()),
                    100.0 * (result.sent() - result.received()) / result.sent(), result.p99Nanos() / 1e6,
                    result.received() / (double) duration.toSeconds());
        }
    }
}
