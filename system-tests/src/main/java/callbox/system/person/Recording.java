package callbox.system.person;

import java.util.List;
import java.util.stream.DoubleStream;

/// What somebody saw and heard of the other side in some time. Times are milliseconds since the epoch.
///
/// @param framesMs when each frame of the picture came to the screen, rising
/// @param sound    what was heard until different moments, rising
/// @param untilMs  the end of the recording
public record Recording(List<Double> framesMs, List<Sound> sound, double untilMs) {

    /// A picture that stands longer than this is seen to stand.
    public static final double FREEZE_MS = 500;

    /// What was heard until a moment (W3C webrtc-stats).
    ///
    /// @param samples   how many samples were played
    /// @param concealed how many of these the browser made up for want of packets
    public record Sound(double atMs, double samples, double concealed) {
    }

    public Recording {
        framesMs = List.copyOf(framesMs);
        sound = List.copyOf(sound);
    }

    /// The longest time without a new frame, from a moment on.
    public double longestFreezeMs(double sinceMs) {
        double[] moments = moments(sinceMs);
        double longest = 0;
        for (int i = 1; i < moments.length; i++) {
            longest = Math.max(longest, moments[i] - moments[i - 1]);
        }
        return longest;
    }

    /// From when on, at this moment or later, the picture moved without a freeze; the end of the recording when it stands still.
    public double steadyFromMs(double sinceMs) {
        double[] moments = moments(sinceMs);
        double steadyFrom = sinceMs;
        for (int i = 1; i < moments.length; i++) {
            if (moments[i] - moments[i - 1] > FREEZE_MS) {
                steadyFrom = moments[i];
            }
        }
        return steadyFrom;
    }

    /// For how long the picture has moved now without a freeze.
    double steadyMs(double sinceMs) {
        return untilMs - steadyFromMs(sinceMs);
    }

    /// How much of the sound was made up, from a moment on, 0 to 1; 1 when there was none.
    public double concealedShare(double sinceMs) {
        Sound last = sound.getLast();
        Sound first = sound.stream().filter(moment -> moment.atMs >= sinceMs).findFirst().orElse(last);
        double samples = last.samples - first.samples;
        return samples == 0 ? 1 : (last.concealed - first.concealed) / samples;
    }

    /// The beginning, the frames from then on, and the end. A picture that stood before stands at the beginning too.
    private double[] moments(double sinceMs) {
        double standing = framesMs.stream().mapToDouble(Double::doubleValue).filter(frame -> frame <= sinceMs).max()
                .orElse(sinceMs);
        return DoubleStream.concat(
                DoubleStream.concat(DoubleStream.of(standing),
                        framesMs.stream().mapToDouble(Double::doubleValue).filter(frame -> frame > sinceMs)),
                DoubleStream.of(Math.max(untilMs, sinceMs))).toArray();
    }
}
