package callbox.bench.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Numbers, by what was measured, round by round.
final class Samples {
    private final Map<String, List<Double>> byName = new LinkedHashMap<>();
    private final Map<String, Double> round = new LinkedHashMap<>();
    private boolean counted;

    /// Begins a round.
    ///
    /// @param counted whether it is for the table; a warm-up is not
    void begin(boolean counted) {
        this.counted = counted;
        round.clear();
    }

    void add(String name, double ms) {
        round.put(name, ms);
        if (counted) {
            byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(ms);
        }
    }

    /// The present round in one line, in the order of the table.
    String round() {
        return round.values().stream().map("%6.0f"::formatted).collect(Collectors.joining());
    }

    Set<String> names() {
        return byName.keySet();
    }

    double median(String name) {
        return quantile(byName.getOrDefault(name, List.of()).stream().sorted().toList(), 0.5);
    }

    double max(String name) {
        return byName.getOrDefault(name, List.of()).stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    /// How many rounds are counted.
    int count() {
        return byName.values().stream().mapToInt(List::size).max().orElse(0);
    }

    /// A line for each name: minimum, median and maximum, and the median's ratio to that of `rival`.
    String table(String rival) {
        var text = new StringBuilder("%-48s %7s %7s %7s %7s%n".formatted("ms", "min", "median", "max", "ratio"));
        byName.forEach((name, values) -> {
            var sorted = values.stream().sorted().toList();
            text.append("%-48s %7.0f %7.0f %7.0f %7.2f%n".formatted(name, sorted.getFirst(), quantile(sorted, 0.5),
                    sorted.getLast(), quantile(sorted, 0.5) / median(rival)));
        });
        return text.toString();
    }

    private static double quantile(List<Double> sorted, double q) {
        double at = q * (sorted.size() - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.size() - 1);
        double low = sorted.get(below);
        double high = sorted.get(above);
        // Equal ones may be infinite: what did not come.
        return low == high ? low : low + (at - below) * (high - low);
    }
}
