package callbox.bench.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Figures by what was measured, a row for each round, in the order in which they came first.
final class Rates {

    private final Map<String, List<Double>> byName = new LinkedHashMap<>();

    void add(String name, double figure) {
        byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(figure);
        IO.println("%-56s %8.2f".formatted(name, figure));
    }

    double median(String name) {
        List<Double> sorted = byName.getOrDefault(name, List.of()).stream().sorted().toList();
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /// A line for each name: minimum, median, maximum.
    String table() {
        var text = new StringBuilder("%n%-56s %8s %8s %8s%n".formatted("", "min", "median", "max"));
        byName.forEach((name, figures) -> text.append("%-56s %8.2f %8.2f %8.2f%n".formatted(name,
                figures.stream().mapToDouble(Double::doubleValue).min().orElseThrow(), median(name),
                figures.stream().mapToDouble(Double::doubleValue).max().orElseThrow())));
        return text.toString();
    }
}
