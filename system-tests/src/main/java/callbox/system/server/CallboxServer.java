package callbox.system.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/// The server as a process of its own, as `./callbox` starts it, with a data folder of its own. The system property `callbox.distribution` says
/// where it is built (`dist/`).
public final class CallboxServer implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

    /// Plenty for a few people; a leak shows itself sooner.
    private static final String MAX_HEAP = "-Xmx256m";

    private static final Pattern HISTOGRAM_TOTAL = Pattern.compile("^Total +\\d+ +(\\d+)$", Pattern.MULTILINE);

    private final Path folder;
    private final Place place;
    private Process process;

    private CallboxServer(Path folder, Place place) {
        this.folder = folder;
        this.place = place;
        this.process = launch();
        awaitHealthy();
    }

    /// Starts a server on a free port of this machine and waits until it is healthy.
    ///
    /// @param folder   for the configuration, the data and the log; made when missing
    /// @param settings lines of configuration (HOCON) besides the port and the data folder
    public static CallboxServer start(Path folder, String... settings) {
        return start(Place.here(), folder, settings);
    }

    /// Starts a server somewhere else, and waits until it is healthy.
    public static CallboxServer start(Place place, Path folder, String... settings) {
        try {
            Files.createDirectories(folder);
            var lines = new ArrayList<>(
                    List.of("http.port = " + place.port(), "data-dir = \"" + folder.resolve("data") + "\""));
            lines.addAll(List.of(settings));
            Files.write(folder.resolve("callbox.conf"), lines);
            return new CallboxServer(folder, place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return place.port();
    }

    /// Where browsers open the page.
    public URI address() {
        return place.address();
    }

    /// Everything that the process has written.
    public Path log() {
        return folder.resolve("server.log");
    }

    /// The certificate of its HTTPS port, a PEM file.
    public Path certificate() {
        return folder.resolve("data/certificate.pem");
    }

    /// What the server still holds on its heap after a garbage collection, in bytes.
    public long liveHeapBytes() {
        try {
            // The histogram counts live objects only, and collects to know them.
            Process histogram = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                    Long.toString(process.pid()), "GC.class_histogram").redirectErrorStream(true).start();
            String text = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher total = HISTOGRAM_TOTAL.matcher(text);
            if (!total.find()) {
                throw new IllegalStateException("jcmd says no total: " + text);
            }
            return Long.parseLong(total.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Kills the process as `kill -9` does.
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /// Asks the process to stop (SIGTERM) and waits for its end.
    public void stop() {
        process.destroy();
        awaitEnd();
    }

    /// Starts a process anew, on the same port and data.
    public void startAgain() {
        process = launch();
        awaitHealthy();
    }

    @Override
    public void close() {
        kill();
    }

    private Process launch() {
        Path distribution = Path.of(System.getProperty("callbox.distribution", "../dist"));
        try {
            return new ProcessBuilder(words(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "@" + distribution.resolve("java.args"),
                    "-XX:AOTCache=" + distribution.resolve("target/callbox.aot"), MAX_HEAP, "-jar",
                    distribution.resolve("target/callbox.jar").toString(),
                    "--config", folder.resolve("callbox.conf").toString())).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile())).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitHealthy() {
        Awaitility.await("a healthy server; its log is " + log()).atMost(START_TIMEOUT)
                .pollInterval(Duration.ofMillis(50))
                .failFast("the server ended; its log is " + log(), () -> !process.isAlive()).until(this::isHealthy);
    }

    /// Asks `/healthz` from where the server is, which is not always here.
    private boolean isHealthy() throws IOException, InterruptedException {
        Process probe = new ProcessBuilder(words("bash", "-c",
                "exec 3<>/dev/tcp/127.0.0.1/" + port()
                        + " && printf 'GET /healthz HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3"))
                .redirectErrorStream(true).start();
        String answer = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return probe.waitFor() == 0 && answer.contains(" 200 ");
    }

    private List<String> words(String... program) {
        var words = new ArrayList<>(place.command());
        words.addAll(List.of(program));
        return words;
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the server did not stop within " + STOP_TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
