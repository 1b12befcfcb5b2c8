package callbox.system.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecordingTest {

    @Test
    void pictureThatGoesOnHasNoFreeze() {
        Recording recording = recording(frames(1000, 3000));
        assertThat(recording.longestFreezeMs(1500)).isEqualTo(100);
        assertThat(recording.steadyFromMs(1500)).isEqualTo(1500);
        assertThat(recording.steadyMs(1500)).isEqualTo(1500);
    }

    @Test
    void freezeLastsFromTheLastFrameToTheNext() {
        Recording recording = recording(frames(1000, 2000), frames(2700, 3000));
        assertThat(recording.longestFreezeMs(1000)).isEqualTo(700);
        assertThat(recording.longestFreezeMs(2500)).isEqualTo(700);
        assertThat(recording.steadyFromMs(1000)).isEqualTo(2700);
        assertThat(recording.longestFreezeMs(2700)).isEqualTo(100);
    }

    @Test
    void pictureThatStandsIsNotSteady() {
        Recording recording = recording(frames(1000, 2000));
        assertThat(recording.longestFreezeMs(1000)).isEqualTo(1000);
        assertThat(recording.steadyFromMs(1000)).isEqualTo(3000);
    }

    @Test
    void pictureOfNewPageStandsFromTheBeginning() {
        assertThat(recording(frames(2500, 3000)).longestFreezeMs(1000)).isEqualTo(1500);
    }

    @Test
    void soundIsCountedFromTheMomentOn() {
        var recording = new Recording(List.of(),
                List.of(new Recording.Sound(1000, 0, 0), new Recording.Sound(2000, 48_000, 24_000),
                        new Recording.Sound(3000, 96_000, 36_000)),
                3000);
        assertThat(recording.concealedShare(0)).isEqualTo(0.375);
        assertThat(recording.concealedShare(1500)).isEqualTo(0.25);
        assertThat(recording.concealedShare(2500)).isEqualTo(1);
    }

    /// A recording until 3000.
    private static Recording recording(DoubleStream... frames) {
        return new Recording(Stream.of(frames).flatMapToDouble(each -> each).boxed().toList(), List.of(), 3000);
    }

    /// Ten frames a second.
    private static DoubleStream frames(int from, int to) {
        return DoubleStream.iterate(from, at -> at <= to, at -> at + 100);
    }
}
