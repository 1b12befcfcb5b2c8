package callbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final CommandLine commandLine = new CommandLine(new Main()).setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(out, true));

    @Test
    void helpExplainsEveryOption() {
        assertThat(commandLine.execute("--help")).isZero();
        assertThat(out.toString()).contains("--port", "--host", "--data", "--config", "--public-url", "--log-level");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port=99999", "--port=many", "--config=nowhere.conf", "--log-level=loud",
        "--public-url=here",
        "--unknown"})
    void wrongUseEndsWithTwo(String argument) {
        assertThat(commandLine.execute(argument)).isEqualTo(2);
    }
}
