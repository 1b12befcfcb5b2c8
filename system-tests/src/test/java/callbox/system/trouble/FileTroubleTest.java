package callbox.system.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.system.network.Impairment;
import callbox.system.network.Router;
import callbox.system.person.FileExchange;
import callbox.system.person.RandomFile;
import callbox.system.process.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A file goes on where it stopped, and leaves the voice its share of a narrow link. The system property `files.trouble.megabytes` makes the file that is
/// cut larger.
@Tag("network")
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class FileTroubleTest {

    private static final int MEGABYTES = Integer.getInteger("files.trouble.megabytes", 40);
    /// What is on its way, which a cut or a reload loses: docs/PROTOCOL.md, Files.
    private static final int WINDOW_BYTES = (16 + 16) * 262_144;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration CUT = Duration.ofSeconds(10);
    private static final Impairment MEGABIT = Impairment.rate(1_000);
    /// How much more of the sound may be made up beside a file than on the same link, of the same machine, without one.
    private static final double MADE_UP_BY_A_FILE = 0.03;
    private static final Duration WITHOUT_A_FILE = Duration.ofSeconds(10);

    @TempDir
    static Path folder;

    private static LabStage stage;

    @BeforeAll
    static void begin() {
        stage = new LabStage(folder.resolve("server"), List.of());
    }

    @AfterAll
    static void end() {
        stage.close();
    }

    @Test
    void goesOnAfterACutOfTheNetworkAndAReloadOfTheReceiver() throws IOException {
        try (LabCall call = stage.call(Router.Mode.OPEN)) {
            Path file = RandomFile.of(folder, MEGABYTES * 1_000_000L);
            var files = FileExchange.between(call.ann(), call.bob());
            files.offers(file);
            files.accepts();
            files.bothSeeProgress(20);
            stage.lab().left().router().impair(Impairment.BLACK_HOLE);
            Pause.of(CUT);
            stage.mend();
            files.bothSeeProgress(50);
            Path saved = files.receivesAfter(call.bob()::reloads, PATIENCE);
            assertThat(Files.mismatch(file, saved)).as("the first byte that differs").isEqualTo(-1);
            long twice = files.sentBytes() - Files.size(file);
            System.out.printf("%d MB: %d bytes were sent twice%n", MEGABYTES, twice);
            assertThat(twice).isLessThan(2L * WINDOW_BYTES + Files.size(file) / 100);
            call.ends();
        }
    }

    @Test
    void leavesTheVoiceItsShareOfAMegabit() throws IOException {
        try (LabCall call = stage.call(Router.Mode.OPEN)) {
            call.ann().presses("Turn camera off");
            call.bob().presses("Turn camera off");
            Path file = RandomFile.of(folder, 2_000_000);
            var files = FileExchange.between(call.ann(), call.bob());
            stage.lab().left().router().impair(MEGABIT);
            call.atBob().begin();
            Pause.of(WITHOUT_A_FILE);
            double madeUpWithout = call.atBob().recording().concealedShare(0);
            call.atBob().begin();
            files.offers(file);
            long begun = System.nanoTime();
            Path saved = files.receives(PATIENCE);
            double seconds = (System.nanoTime() - begun) / 1e9;
            double madeUp = call.atBob().recording().concealedShare(0);
            System.out.printf("2 MB in %.1f s at 1 Mbit/s, %.1f %% of the sound made up, without a file %.1f %%%n",
                    seconds,
                    madeUp * 100, madeUpWithout * 100);
            assertThat(Files.mismatch(file, saved)).isEqualTo(-1);
            assertThat(madeUp - madeUpWithout).as("share of the sound that was made up because of the file")
                    .isLessThan(MADE_UP_BY_A_FILE);
            assertThat(seconds).as("seconds for 2 MB").isLessThan(60);
            stage.mend();
            call.ann().hears(1);
        }
    }
}
