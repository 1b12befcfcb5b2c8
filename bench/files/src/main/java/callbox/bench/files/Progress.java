package callbox.bench.files;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// How many bytes had come at different times.
///
/// @param moments rising, the first one is the beginning
record Progress(List<Moment> moments) {

    private static final double BYTES_PER_MEGABYTE = 1e6;

    /// @param atMs milliseconds since the epoch
    record Moment(double atMs, double bytes) {
    }

    /// From `[[time, bytes], …]`.
    static Progress of(JsonNode counts) {
        return new Progress(
                counts.valueStream().map(count -> new Moment(count.path(0).asDouble(), count.path(1).asDouble()))
                        .toList());
    }

    /// Megabytes (10^6 bytes) a second, from beginning to end.
    double rate() {
        return rateSince(moments.getFirst().atMs);
    }

    /// The same in the second half of the time: what there is once the way is found.
    double laterRate() {
        return rateSince((moments.getFirst().atMs + moments.getLast().atMs) / 2);
    }

    private double rateSince(double sinceMs) {
        Moment from = moments.stream().filter(moment -> moment.atMs >= sinceMs).findFirst().orElseThrow();
        Moment to = moments.getLast();
        return (to.bytes - from.bytes) / BYTES_PER_MEGABYTE / ((to.atMs - from.atMs) / 1000);
    }
}
