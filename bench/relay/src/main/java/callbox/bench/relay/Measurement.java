package callbox.bench.relay;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What one run showed.
///
/// @param cpuMicros per relayed datagram, user and system time of the whole process
/// @param lossPercent of the datagrams that were sent
/// @param p99Millis from sender to receiver, through the relay
record Measurement(double cpuMicros, double lossPercent, double p99Millis, double datagramsPerSecond) {

    static Measurement median(List<Measurement> runs) {
        return new Measurement(median(runs, Measurement::cpuMicros), median(runs, Measurement::lossPercent),
                median(runs, Measurement::p99Millis), median(runs, Measurement::datagramsPerSecond));
    }

    private static double median(List<Measurement> runs, ToDoubleFunction<Measurement> value) {
        return runs.stream().sorted(Comparator.comparingDouble(value)).skip(runs.size() / 2).findFirst()
                .map(value::applyAsDouble).orElseThrow();
    }

    @Override
    public String toString() {
        return "%6.2f us/datagram  %7.4f %% lost  p99 %6.2f ms  (%.0f datagrams/s)".formatted(cpuMicros, lossPercent,
                p99Millis, datagramsPerSecond);
    }
}
