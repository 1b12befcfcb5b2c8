package callbox.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import callbox.server.config.ConfigLoader;
import callbox.server.tls.LocalNames;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.BindException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ServerTest {
    private static final String CALL = "c_0123456789012345678901";

    @TempDir
    private Path dir = Path.of("");

    @Test
    void stoppingServerTellsItsClientsToComeBack() {
        TestClient ann;
        try (var server = new RunningServer(dir, Map.of())) {
            ann = server.online("Ann");
        }

        assertThat(ann.closeCode()).isEqualTo(1001);
    }

    @Test
    void callGoesOnAfterARestart() {
        TestClient ann;
        TestClient bob;
        try (var server = new RunningServer(dir, Map.of())) {
            ann = server.online("Ann");
            bob = server.online("Bob");
            ann.asks("call.invite", "call", CALL, "to", bob.user(), "media", "video", "tracks",
                    TestClient.tracks(true));
            bob.asks("call.accept", "call", CALL, "tracks", TestClient.tracks(true));
        }
        try (var server = new RunningServer(dir, Map.of())) {
            var annAgain = server.back(ann);
            var bobAgain = server.back(bob);
            assertThat(annAgain.user()).isEqualTo(ann.user());

            var sent = annAgain.asks("call.signal", "call", CALL, "to", bob.user(), "epoch", "e_2", "peerEpoch", null,
                    "ready",
                    true);

            assertThat(sent.get("type").stringValue()).isEqualTo("result");
            assertThat(bobAgain.hears("call.signal").get("epoch").stringValue()).isEqualTo("e_2");
        }
    }

    @Test
    void takenPortIsExplainedInASentence() throws IOException {
        try (var server = new RunningServer(dir.resolve("one"), Map.of())) {
            var config = ConfigLoader.load(null,
                    Map.of("http.host", "127.0.0.1", "http.port", server.port(), "data-dir",
                            dir.resolve("two").toString(), "relay.enabled", false));

            assertThatThrownBy(() -> Server.start(config, LocalNames.ofThisMachine())).isInstanceOf(BindException.class)
                    .hasMessageContaining("choose another with --port or --host");
        }
    }

    /// Whoever can open a socket could fill the log otherwise.
    @Test
    void noiseOfStrangersIsNoWarning() throws IOException {
        var warnings = new ListAppender<ILoggingEvent>();
        warnings.start();
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        try (var server = new RunningServer(dir, Map.of())) {
            root.addAppender(warnings);
            say(server, "\u0016\u0003\u0001\u0000\u0005hello");
            say(server, "\u0000\u0001\u0000\u0000nothing of STUN");
            say(server, "~~~~ what is this");
            say(server, "GET /ws HTTP/1.1\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 99\r\n\r\n");
            say(server, "GET " + "x".repeat(100_000) + " HTTP/1.1\r\n\r\n");
            say(server, "GET / HTTP/1.1\r\nX: " + "x".repeat(100_000) + "\r\n\r\n");
            say(server, "POST /ws HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
            assertThat(server.online("Ann").asks("history.list").get("type").stringValue()).isEqualTo("result");
        } finally {
            root.detachAppender(warnings);
        }

        assertThat(warnings.list).filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN)).isEmpty();
    }

    /// Sends and reads until the server closes.
    private static void say(RunningServer server, String text) throws IOException {
        try (var socket = new Socket("localhost", server.port())) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (SocketException e) {
            // Reset: also an answer.
        }
    }
}
