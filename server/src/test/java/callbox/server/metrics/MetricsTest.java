package callbox.server.metrics;

import static callbox.server.relay.CoturnPrograms.NO_LOSS;
import static callbox.server.relay.CoturnPrograms.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callbox.server.RunningServer;
import callbox.turn.metrics.Drop;
import callbox.turn.metrics.Refusal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
    private static final Map<String, Object> ENABLED = Map.of("metrics.enabled", true);

    @TempDir
    Path dir = Path.of("");

    @Test
    void relayCountsWhatADeviceDidAndNeverSaysWhich() throws Exception {
        try (var server = new RunningServer(dir, ENABLED)) {
            var before = series(server);
            var turn = server.online("Ann").asks("ice.servers", "call", "c_0123456789012345678901").at("/iceServers/1");
            var name = turn.get("username").stringValue();
            // Over TCP, so that its allocations end with the connection.
            assertThat(client(server.relay().port(), "-t", "-u", name, "-w", turn.get("credential").stringValue()))
                    .contains(NO_LOSS);
            await().atMost(Duration.ofSeconds(20)).until(() -> server.relay().statistics().allocations() == 0);
            // Whatever only the registry knows is gone now.
            System.gc();

            var text = scrape(server).body();

            assertThat(value(text, "callbox_connections")).isEqualTo(1);
            assertThat(value(text, "callbox_relay_allocations")).isZero();
            assertThat(value(text, "callbox_relay_allocations_ended_total")).isPositive();
            assertThat(value(text, "callbox_relay_datagrams_total{to=\"peer\"}")).isPositive();
            assertThat(value(text, "callbox_relay_bytes_total{to=\"client\"}")).isPositive();
            assertThat(value(text, "callbox_relay_refusals_total{reason=\"unauthenticated\"}")).isPositive();
            assertThat(text).doesNotContain(name, name.substring(name.indexOf(':') + 1), "127.0.0.1");
            assertThat(series(server)).as("a series for whatever may happen, from the start").isEqualTo(before);
        }
    }

    @Test
    void everyReasonIsASeries() throws Exception {
        try (var server = new RunningServer(dir, ENABLED)) {
            var series = series(server);

            assertThat(series).filteredOn(each -> each.startsWith("callbox_relay_refusals_total{reason="))
                    .hasSize(Refusal.values().length);
            assertThat(series).filteredOn(each -> each.startsWith("callbox_relay_drops_total{reason="))
                    .hasSize(Drop.values().length);
            assertThat(series).allMatch(each -> each.matches("callbox_[a-z_]+(\\{(reason|to)=\"[a-z-]+\"})?"));
        }
    }

    @Test
    void thereAreNoneUnlessTheyAreWanted() throws Exception {
        try (var server = new RunningServer(dir, Map.of())) {
            assertThat(scrape(server).statusCode()).isEqualTo(404);
        }
    }

    private static HttpResponse<String> scrape(RunningServer server) throws Exception {
        var uri = URI.create("http://localhost:" + server.port() + "/metrics");
        return server.http().send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static List<String> series(RunningServer server) throws Exception {
        return scrape(server).body().lines().filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.lastIndexOf(' '))).toList();
    }

    private static double value(String text, String series) {
        return text.lines().filter(line -> line.startsWith(series + " ")).findFirst()
                .map(line -> Double.parseDouble(line.substring(series.length()))).orElseThrow(
                        () -> new AssertionError("no " + series + " in:\n" + text));
    }
}
