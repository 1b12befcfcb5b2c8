package callbox.system.trouble;

import callbox.system.person.Recording;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// What both sides saw and heard while something happened; of the two always the worse. Times are milliseconds since the epoch.
///
/// @param startMs when it began
/// @param sinceMs when it was over and the picture could come back: its end, or its beginning when it takes no time
public record Passage(double startMs, double sinceMs, Recording atAnn, Recording atBob) {

    /// From the end of it to the picture that moves without a freeze from then on; 0 when it never stopped.
    public double toPictureMs() {
        return worst(recording -> recording.steadyFromMs(sinceMs) - sinceMs);
    }

    /// The longest time without a new frame.
    ///
    /// @param afterMs what is sooner after the beginning does not count
    public double longestFreezeMs(double afterMs) {
        return worst(recording -> recording.longestFreezeMs(startMs + afterMs));
    }

    /// How much of the sound was made up, 0 to 1.
    ///
    /// @param afterMs what is sooner after the beginning does not count
    public double concealedShare(double afterMs) {
        return worst(recording -> recording.concealedShare(startMs + afterMs));
    }

    private double worst(ToDoubleFunction<Recording> figure) {
        return Stream.of(atAnn, atBob).mapToDouble(figure).max().orElseThrow();
    }
}
