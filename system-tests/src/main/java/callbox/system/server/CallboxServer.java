package callbox.system.server;

import callbox.system.process.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// The server as a process of its own, on a free port, with a data folder of its own.
public final class CallboxServer implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

    /// Plenty for a few people; a leak shows itself sooner.
    private static final String MAX_HEAP = "256m";

    private final Path folder;
    private final int port;
    private Process process;

    private CallboxServer(Path folder, int port) {
        this.folder = folder;
        this.port = port;
        this.process = launch();
    }

    /// Starts a server and waits until it is healthy.
    ///
    /// @param folder   for the configuration, the data and the log; made when missing
    /// @param settings lines of configuration (HOCON) besides the port and the data folder
    public static CallboxServer start(Path folder, String... settings) {
        try {
            Files.createDirectories(folder);
            int port = freePort();
            var lines = new ArrayList<>(
                    List.of("http.port = " + port, "data-dir = \"" + folder.resolve("data") + "\""));
            lines.addAll(List.of(settings));
            Files.write(folder.resolve("callbox.conf"), lines);
            var server = new CallboxServer(folder, port);
            server.awaitHealthy();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /// Where a browser on this machine opens the page; `localhost` is a secure context without TLS.
    public URI address() {
        return URI.create("http://localhost:" + port + "/");
    }

    /// Everything that the process has written.
    public Path log() {
        return folder.resolve("server.log");
    }

    public long pid() {
        return process.pid();
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
        try {
            return new ProcessBuilder(JavaCommand.of(MAX_HEAP, "callbox.server.Main", "--config",
                    folder.resolve("callbox.conf").toString()))
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile())).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitHealthy() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var health = HttpRequest.newBuilder(address().resolve("/healthz")).timeout(START_TIMEOUT).build();
            Awaitility.await("a healthy server; its log is " + log()).atMost(START_TIMEOUT)
                    .pollInterval(Duration.ofMillis(20)).ignoreException(ConnectException.class)
                    .failFast("the server ended; its log is " + log(), () -> !process.isAlive())
                    .until(() -> client.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200);
        }
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

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
