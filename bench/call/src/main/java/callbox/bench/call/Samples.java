package callbox.bench.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Milliseconds, by what was measured.
final class Samples {
    private final Map<String, List<Double>> byName = new LinkedHashMap<>();

    void add(String name, double ms) {
        byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(ms);
    }

    double median(String name) {
        return quantile(byName.getOrDefault(name, List.of()).stream().sorted().toList(), 0.5);
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
        return sorted.get(below) + (at - below) * (sorted.get(above) - sorted.get(below));
    }
}
