package callbox.turn.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program of the system, run to its end.
final class ExternalProgram {
    private static final int MAX_SECONDS = 40;

    private ExternalProgram() {
    }

    /// Everything that it printed.
    static String run(List<String> command) {
        try {
            Process process = start(command);
            try {
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
                    throw new AssertionError(command + " does not end: " + output);
                }
                return output;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
