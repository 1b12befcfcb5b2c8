package callbox.server.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import callbox.server.RunningServer;
import callbox.server.TestClient;
import callbox.turn.TurnStartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// A whole server, and coturn's own client (Debian's package `coturn`) with the credentials that a device gets. Its exit code is
/// 0 even when packets are lost, so its output is read. Both of its ends use relayed addresses, as in a call within one network.
class EmbeddedRelayTest {
    private static final String NO_LOSS = "Total lost packets 0 (";
    private static final String CALL = "c_0123456789012345678901";
    private static final int FEW = 20;
    private static final int MORE_THAN_EVER_SENT = 100_000;

    @TempDir
    Path dir = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void relaysBetweenTwoDevicesByDefault(String transport) throws IOException {
        try (var server = new RunningServer(dir, Map.of())) {
            var turn = server.online("Ann").asks("ice.servers", "call", CALL).at("/iceServers/1");

            assertThat(readAll(uclient(turn, transport, FEW))).contains(NO_LOSS);
        }
    }

    @Test
    void portOfHttpCarriesTurnWithoutTls() throws IOException {
        try (var server = new RunningServer(dir, Map.of())) {
            var turn = server.online("Ann").asks("ice.servers", "call", CALL).at("/iceServers/1");

            assertThat(readAll(uclient(turn, server.port(), List.of("-t"), FEW))).contains(NO_LOSS);
        }
    }

    /// coturn's client tries versions of TLS at random, and RFC 8996 forbids the older ones: it is refused some times before it gets through.
    @Test
    void portOfHttpsCarriesTurnInsideTls() {
        try (var server = new RunningServer(dir, Map.of())) {
            var turn = server.online("Ann").asks("ice.servers", "call", CALL).at("/iceServers/1");

            assertThat(CoturnPrograms.client(server.port(), "-t", "-S", "-u", turn.get("username").stringValue(), "-w",
                    turn.get("credential").stringValue())).contains(NO_LOSS);
        }
    }

    /// RFC 8489, section 6.2.3.
    @Test
    void portOfHttpsCarriesStunInsideTls() throws IOException, GeneralSecurityException {
        try (var server = new RunningServer(dir, Map.of());
                var socket = trusting(dir.resolve("certificate.pem")).createSocket("127.0.0.1", server.port())) {
            var request = HexFormat.of().parseHex("000100002112a442" + "0102030405060708090a0b0c");
            socket.getOutputStream().write(request);

            var answer = socket.getInputStream().readNBytes(request.length);

            assertThat(HexFormat.of().formatHex(answer)).startsWith("0101")
                    .endsWith("2112a4420102030405060708090a0b0c");
        }
    }

    private static SocketFactory trusting(Path certificate) throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (var in = Files.newInputStream(certificate)) {
            trusted.setCertificateEntry("server", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    @Test
    void endOfTheCallEndsWhatIsRelayed() throws IOException {
        try (var server = new RunningServer(dir, Map.of())) {
            var ann = server.online("Ann");
            var bob = server.online("Bob");
            ann.asks("call.invite", "call", CALL, "to", bob.user(), "media", "audio", "tracks",
                    TestClient.tracks(false));
            bob.asks("call.accept", "call", CALL, "tracks", TestClient.tracks(false));
            var turn = ann.asks("ice.servers", "call", CALL).at("/iceServers/1");
            assertThat(turn.get("username").stringValue()).contains(CALL);

            relaysUntil(server, turn, () -> bob.asks("call.hang-up", "call", CALL));
        }
    }

    /// The caller asks before the call is placed, the callee is told with the invitation: nobody asks while the other waits.
    @Test
    void credentialOfBeforeTheCallIsThatOfTheCall() throws IOException {
        try (var server = new RunningServer(dir, Map.of())) {
            var ann = server.online("Ann");
            var bob = server.online("Bob");
            var turn = ann.asks("ice.servers", "call", CALL).at("/iceServers/1");
            ann.asks("call.invite", "call", CALL, "to", bob.user(), "media", "audio", "tracks",
                    TestClient.tracks(false));
            assertThat(bob.hears("ice.servers").at("/iceServers/1/username").stringValue()).contains(CALL);

            relaysUntil(server, turn, () -> ann.asks("call.hang-up", "call", CALL));
        }
    }

    @Test
    void whoLeavesRelaysNoMoreThoughTheCallGoesOn() throws IOException {
        try (var server = new RunningServer(dir, Map.of())) {
            var ann = server.online("Ann");
            var bob = server.online("Bob");
            var link = ann.asks("link.create", "media", "audio").get("link").stringValue();
            var call = ann.asks("link.join", "link", link, "tracks", TestClient.tracks(false)).at("/call/id")
                    .stringValue();
            bob.asks("link.join", "link", link, "tracks", TestClient.tracks(false));
            var turn = bob.asks("ice.servers", "call", call).at("/iceServers/1");

            relaysUntil(server, turn, () -> bob.asks("call.hang-up", "call", call));

            assertThat(readAll(uclient(turn, "udp", FEW))).doesNotContain(NO_LOSS);
            bob.asks("link.join", "link", link, "tracks", TestClient.tracks(false));
            var again = bob.asks("ice.servers", "call", call).at("/iceServers/1");
            assertThat(readAll(uclient(again, "udp", FEW))).as("who comes back").contains(NO_LOSS);
        }
    }

    /// Relays with a credential, until something ends it.
    private static void relaysUntil(RunningServer server, JsonNode turn, Runnable end) throws IOException {
        var client = uclient(turn, "udp", MORE_THAN_EVER_SENT);
        try {
            await().atMost(Duration.ofSeconds(20)).until(() -> server.relay().statistics().allocations() > 0);

            end.run();

            await().atMost(Duration.ofSeconds(20)).until(() -> server.relay().statistics().allocations() == 0);
            assertThat(client.isAlive()).as("the client would go on").isTrue();
        } finally {
            client.destroyForcibly();
        }
    }

    @Test
    void callOfOthersIsAsNone() {
        try (var server = new RunningServer(dir, Map.of())) {
            var ann = server.online("Ann");
            var bob = server.online("Bob");
            ann.asks("call.invite", "call", CALL, "to", bob.user(), "media", "audio", "tracks",
                    TestClient.tracks(false));

            var granted = server.online("Eve").asks("ice.servers", "call", CALL);

            assertThat(granted.at("/iceServers")).hasSize(1);
            assertThat(granted.at("/iceServers/0/urls/0").stringValue()).startsWith("stun:");
        }
    }

    @Test
    void secondServerTakesAnotherPortByItself() {
        try (var one = new RunningServer(dir.resolve("one"), Map.of());
                var other = new RunningServer(dir.resolve("other"), Map.of())) {
            assertThat(one.relay().port()).isNotEqualTo(other.relay().port());
        }
    }

    @Test
    void configuredPortThatIsTakenStopsTheStart() {
        try (var one = new RunningServer(dir.resolve("one"), Map.of())) {
            var settings = Map.<String, Object>of("relay.port", one.relay().port());

            assertThatThrownBy(() -> new RunningServer(dir.resolve("other"), settings).close())
                    .isInstanceOf(TurnStartException.class).hasMessageContaining("set another port");
        }
    }

    @Test
    void secretIsKeptForItsOwnerOnly() throws IOException {
        try (var _ = new RunningServer(dir, Map.of())) {
            var file = dir.resolve(SharedSecret.FILE);

            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(SharedSecret.loadOrCreate(dir)).isEqualTo(Files.readString(file).strip()).hasSizeGreaterThan(40);
        }
    }

    private static Process uclient(JsonNode turn, String transport, int messages) throws IOException {
        var url = "";
        for (var each : turn.get("urls")) {
            if (url.isEmpty() && each.stringValue().matches("turn:.*transport=" + transport)) {
                url = each.stringValue();
            }
        }
        assertThat(url).startsWith("turn:127.0.0.1:");
        var flags = new ArrayList<String>();
        if (transport.equals("tcp")) {
            flags.add("-t");
        }
        return uclient(turn, Integer.parseInt(url.replaceAll(".*:([0-9]+)\\?.*", "$1")), flags, messages);
    }

    private static Process uclient(JsonNode turn, int port, List<String> flags, int messages) throws IOException {
        var command = new ArrayList<>(List.of("turnutils_uclient", "-y", "-m", "1", "-n", String.valueOf(messages),
                "-u", turn.get("username").stringValue(), "-w", turn.get("credential").stringValue(),
                "-p", String.valueOf(port)));
        command.addAll(flags);
        command.add("127.0.0.1");
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(messages == FEW ? ProcessBuilder.Redirect.PIPE : ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String readAll(Process client) throws IOException {
        try {
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            client.destroyForcibly();
        }
    }
}
