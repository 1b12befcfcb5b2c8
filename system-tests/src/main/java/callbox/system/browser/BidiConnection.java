package callbox.system.browser;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One WebDriver BiDi session over a WebSocket: commands with ids, answered in any order, and events (W3C WebDriver BiDi, section 3).
///
/// Thread-safe. Events arrive on the WebSocket's thread and must not send commands.
final class BidiConnection implements AutoCloseable {

    /// A command that waits for the page (a promise, a navigation) may last this long; tests have shorter deadlines of their own.
    private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(40);

    private final JsonMapper json = new JsonMapper();
    private final Map<Long, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private final BiConsumer<String, JsonNode> events;
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;

    BidiConnection(URI address, BiConsumer<String, JsonNode> events) {
        this.events = events;
        this.socket = client.newWebSocketBuilder().buildAsync(address, new Frames()).join();
    }

    /// Sends a command and waits for its result.
    ///
    /// @throws BrowserException when the browser answers with an error, or not in time
    JsonNode send(String method, Map<String, ?> parameters) {
        long id = lastId.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        pending.put(id, answer);
        String command = json.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
        synchronized (socket) {
            socket.sendText(command, true).join();
        }
        JsonNode message = answer.orTimeout(COMMAND_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).join();
        if (!message.path("type").asString().equals("success")) {
            throw new BrowserException(
                    method + ": " + message.path("error").asString() + ": " + message.path("message").asString());
        }
        return message.path("result");
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
    }

    private void receive(String text) {
        JsonNode message = json.readTree(text);
        if (message.path("type").asString().equals("event")) {
            events.accept(message.path("method").asString(), message.path("params"));
            return;
        }
        CompletableFuture<JsonNode> answer = pending.remove(message.path("id").asLong());
        if (answer != null) {
            answer.complete(message);
        }
    }

    private final class Frames implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                receive(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
