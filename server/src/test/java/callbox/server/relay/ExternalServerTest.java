package callbox.server.relay;

import static callbox.server.relay.CoturnPrograms.NO_LOSS;
import static callbox.server.relay.CoturnPrograms.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callbox.server.RunningServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// coturn's server beside ours or instead of it: it knows nothing of us but the secret, and takes the credentials that our
/// devices get.
class ExternalServerTest {
    private static final String SECRET = "shared secret";

    private int port;
    private Process coturn;

    @TempDir
    Path dir = Path.of("");

    @BeforeEach
    void startCoturn() throws IOException {
        port = CoturnPrograms.freePort();
        coturn = CoturnPrograms.server(port, SECRET);
    }

    @AfterEach
    void stopCoturn() {
        coturn.destroyForcibly();
    }

    @Test
    void coturnInsteadOfOurRelayTakesTheCredentialsOfOurDevices() {
        try (var server = new RunningServer(dir, settings(Map.of("relay.enabled", false)))) {
            var servers = server.online("Ann").asks("ice.servers", "call", "c_0123456789012345678901")
                    .at("/iceServers");

            assertThat(servers).hasSize(1);
            assertThat(servers.get(0).at("/urls/0").stringValue()).startsWith("turn:127.0.0.1:" + port);
            var turn = servers.get(0);
            var name = turn.get("username").stringValue();
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                    client(port, "-u", name, "-w", turn.get("credential").stringValue())).contains(NO_LOSS));
            assertThat(client(port, "-u", name, "-w", "another")).contains("Cannot complete Allocation");
        }
    }

    @Test
    void coturnBesidesOurRelayIsOneMoreServer() {
        try (var server = new RunningServer(dir, settings(Map.of()))) {
            var servers = server.online("Ann").asks("ice.servers", "call", "c_0123456789012345678901")
                    .at("/iceServers");

            assertThat(servers).hasSize(3);
            assertThat(servers.get(2).at("/urls/0").stringValue()).startsWith("turn:127.0.0.1:" + port);
        }
    }

    private Map<String, Object> settings(Map<String, Object> more) {
        var settings = new HashMap<>(more);
        settings.put("ice.servers",
                List.of(Map.of("urls", List.of("turn:127.0.0.1:" + port + "?transport=udp"), "secret", SECRET)));
        return settings;
    }
}
