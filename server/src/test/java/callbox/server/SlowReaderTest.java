package callbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SlowReaderTest {
    private static final String HELLO = "{\"type\":\"hello\",\"id\":\"1\",\"protocol\":1,\"name\":\"Eve\",\"auth\":{\"kind\":\"open\","
            + "\"secret\":\"0000000000000000000000000000000000000000000\"}}";

    /// The longest description. A device may send some 15 of them at once, and four a second.
    private static final String SDP = "a".repeat(48 * 1024);
    private static final int SENDERS = 4;

    @TempDir
    private Path dir = Path.of("");

    /// They go on pinging, so that it is not for their silence.
    @Test
    void whoDoesNotReadIsDroppedAndTheOthersSeeThemAway() throws IOException {
        try (var server = new RunningServer(dir, Map.of())) {
            var ann = server.online("Ann");
            var link = ann.asks("link.create", "media", "video").get("link").stringValue();
            var senders = new ArrayList<TestClient>();
            for (int i = 0; i < SENDERS; i++) {
                var sender = server.online("Sender " + i);
                sender.asks("link.join", "link", link, "tracks", TestClient.tracks(true));
                senders.add(sender);
            }
            ann.asks("link.join", "link", link, "tracks", TestClient.tracks(true));
            try (var eve = new RawSocket(server.port(), 4096)) {
                eve.send(HELLO);
                eve.awaitText("\"welcome\"");
                eve.send(
                        "{\"type\":\"link.join\",\"id\":\"2\",\"link\":\"%s\",\"tracks\":{\"audio\":true,\"camera\":true,\"screen\":false}}"
                                .formatted(link));
                var state = ann.hears("call.state");
                while (participant(state, "Eve").isEmpty()) {
                    state = ann.hears("call.state");
                }
                var call = state.at("/call/id").stringValue();
                var user = participant(state, "Eve").get().at("/user/id").stringValue();

                while (ann.heardSoFar().stream().noneMatch(frame -> away(frame, "Eve"))) {
                    eve.send("{\"type\":\"ping\"}");
                    senders.forEach(sender -> sender.asks("call.signal", "call", call, "to", user, "epoch", "e_1",
                            "peerEpoch", null,
                            "description", Map.of("type", "offer", "sdp", SDP)));
                }

                assertThat(senders).allMatch(TestClient::open);
            }
        }
    }

    private static boolean away(JsonNode state, String name) {
        return participant(state, name).filter(participant -> !participant.get("awaySince").isNull()).isPresent();
    }

    private static Optional<JsonNode> participant(JsonNode state, String name) {
        for (var participant : state.at("/call/participants")) {
            if (participant.at("/user/name").stringValue().equals(name)) {
                return Optional.of(participant);
            }
        }
        return Optional.empty();
    }
}
