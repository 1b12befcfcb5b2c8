package callbox.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.server.RawSocket;
import callbox.server.RunningServer;
import callbox.server.TestClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class WebSocketTest {
    private static final int LIMIT = 64 * 1024;

    @SuppressWarnings("NullAway.Init")
    private RunningServer server;

    @BeforeAll
    void start(@TempDir Path dir) {
        server = new RunningServer(dir, Map.of("http.allowed-origins", List.of("https://chat.example")));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void callIsMadeOverRealSockets() {
        var ann = server.online("Ann");
        var bob = server.online("Bob");
        var call = "c_0123456789012345678901";
        ann.asks("call.invite", "call", call, "to", bob.user(), "media", "video", "tracks", TestClient.tracks(true));
        bob.hears("call.state");
        bob.asks("call.accept", "call", call, "tracks", TestClient.tracks(true));

        ann.asks("call.signal", "call", call, "to", bob.user(), "epoch", "e_1", "peerEpoch", null, "description",
                Map.of("type", "offer", "sdp", "v=0\r\n" + "a".repeat(48 * 1024 - 5)));

        assertThat(bob.hears("call.signal").at("/description/sdp").stringValue()).hasSize(48 * 1024);
    }

    @Test
    void largestFrameIsReadAndALargerOneCloses() {
        var ann = server.online("Ann");
        var frame = "{\"type\":\"history.list\",\"id\":\"1\",\"x\":\"\"}";
        ann.says(frame.replace("\"\"}", "\"" + "x".repeat(LIMIT - frame.length()) + "\"}"));
        assertThat(ann.hears("result").get("id").stringValue()).isEqualTo("1");

        ann.says(frame.replace("\"\"}", "\"" + "x".repeat(LIMIT - frame.length() + 1) + "\"}"));

        assertThat(ann.closeCode()).isEqualTo(1009);
    }

    @Test
    void frameOfAMegabyteClosesItsConnectionOnly() {
        var bystander = server.online("Bob");
        var eve = server.online("Eve");

        eve.blurts("x".repeat(1024 * 1024));

        assertThat(eve.closeCode()).isEqualTo(1009);
        assertThat(bystander.asks("history.list").get("type").stringValue()).isEqualTo("result");
    }

    @Test
    void manySmallPiecesAreNotALargerFrame() {
        var eve = server.online("Eve");
        var piece = "x".repeat(LIMIT / 2);

        eve.saysInPieces(piece, piece, "x");

        assertThat(eve.closeCode()).isEqualTo(1009);
    }

    @Test
    void piecesOfAFrameAreOneFrame() {
        var ann = server.online("Ann");

        ann.saysInPieces("{\"type\":\"history.l", "ist\",\"id\"", ":\"7\"}");

        assertThat(ann.hears("result").get("id").stringValue()).isEqualTo("7");
    }

    @Test
    void binaryFrameCloses() {
        var eve = server.online("Eve");

        eve.saysBytes("{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(eve.closeCode()).isEqualTo(1003);
    }

    @ParameterizedTest
    @ValueSource(ints = {0xc0, 0xff, 0xed})
    void textThatIsNotUtf8Closes(int octet) throws IOException {
        try (var socket = new RawSocket(server.port(), 0)) {
            socket.send(RawSocket.TEXT, new byte[]{'{', (byte) octet, (byte) 0xa0, '}'});

            assertThat(socket.closeCode()).isEqualTo(1007);
        }
    }

    @Test
    void frameThatIsNotMaskedCloses() throws IOException {
        try (var socket = new RawSocket(server.port(), 0)) {
            socket.write(new byte[]{(byte) 0x81, 2, '{', '}'});

            assertThat(socket.closeCode()).isEqualTo(1002);
        }
    }

    @Test
    void pingOfTheWebSocketIsAnswered() throws IOException {
        try (var socket = new RawSocket(server.port(), 0)) {
            socket.send(RawSocket.PING, new byte[]{'h', 'i'});

            assertThat(socket.read(4)).isEqualTo(new byte[]{(byte) 0x8a, 2, 'h', 'i'});
        }
    }

    @Test
    void closeIsAnsweredWithItsCode() {
        var ann = server.online("Ann");

        ann.leaves();

        assertThat(ann.closeCode()).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost.evil.example", "file://"})
    void pageOfAnotherOriginMayNotConnect(String origin) {
        assertThat(refusal(origin, "callbox.v1")).isEqualTo(403);
    }

    @Test
    void ownPageAndAllowedPagesMayConnect() {
        assertThat(refusal("http://localhost:" + server.port(), "callbox.v1")).isEqualTo(101);
        assertThat(refusal("https://chat.example", "callbox.v1")).isEqualTo(101);
        assertThat(refusal(null, "callbox.v1")).isEqualTo(101);
    }

    @Test
    void otherSubprotocolIsRefused() {
        assertThat(refusal(null, "chat.v7")).isEqualTo(400);
    }

    @Test
    void plainRequestForTheWebSocketIsToldToUpgrade() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/ws")).build();

        assertThat(server.http().send(request, HttpResponse.BodyHandlers.discarding()).statusCode()).isEqualTo(426);
    }

    @Test
    void newerConnectionTakesTheDeviceOver() {
        var ann = server.online("Ann");
        var newer = ann.inAnotherWindow();
        newer.connect();
        newer.hello();

        assertThat(ann.closeCode()).isEqualTo(4001);
        assertThat(newer.asks("history.list").get("type").stringValue()).isEqualTo("result");
    }

    /// @return the status of the upgrade
    private int refusal(@Nullable String origin, String subprotocol) {
        var builder = server.http().newWebSocketBuilder().subprotocols(subprotocol);
        if (origin != null) {
            builder.header("Origin", origin);
        }
        try {
            builder.buildAsync(URI.create("ws://localhost:" + server.port() + "/ws"), new WebSocket.Listener() {})
                    .join().abort();
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }
}
