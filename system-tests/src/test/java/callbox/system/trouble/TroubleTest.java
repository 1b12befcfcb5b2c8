package callbox.system.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Two people behind routers of their own, on the page's HTTPS address as on any network: what happens to the network, the server or the page does not
/// end their call. How soon the picture is back is measured by bench/call, on a quiet machine; docs/NETWORKS.md has the figures.
@Tag("network")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class TroubleTest {

    /// Long enough for the congestion control to find a narrow link.
    private static final Duration BAD_LINK = Duration.ofSeconds(6);
    private static final Duration STEADY = Duration.ofSeconds(1);
    /// Longer than anything takes here on two busy cores; a test that waits so long has failed.
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    @TempDir
    static Path folder;

    private static LabStage stage;

    @BeforeAll
    static void begin() {
        stage = new LabStage(folder, List.of());
    }

    @AfterAll
    static void end() {
        stage.close();
    }

    @ParameterizedTest
    @EnumSource
    void troubleEndsNoCall(Trouble trouble) {
        try (LabCall call = stage.call(trouble.routers())) {
            String id = call.ann().looksAt("observed.lastCall()").asString();
            Passage passage = call.passes(trouble, BAD_LINK, STEADY, PATIENCE);
            assertThat(passage.atAnn().framesMs()).isNotEmpty();
            assertThat(passage.atBob().framesMs()).isNotEmpty();
            call.ends();
            assertThat(call.ann().looksAt("observed.lastCall()").asString()).isEqualTo(id);
        }
    }
}
