package callbox.system.protocol;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One device of a person who has no browser: hello, requests and notifications of docs/PROTOCOL.md.
///
/// Used by one thread. Answers come in the order of requests, and notifications in between are dropped unless asked for.
public final class HeadlessDevice implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 10;
    private static final Map<String, Boolean> NO_TRACKS = Map.of("audio", false, "camera", false, "screen", false);

    private final JsonMapper json = new JsonMapper();
    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;
    private int lastId;

    private HeadlessDevice(URI page) {
        URI address = URI.create("ws://" + page.getAuthority() + "/ws");
        this.socket = client.newWebSocketBuilder().subprotocols("callbox.v1").buildAsync(address, new Frames()).join();
    }

    /// Connects somebody new.
    ///
    /// @param page   the server's address
    /// @param listed whether others may see and call them
    public static HeadlessDevice online(URI page, String name, boolean listed) {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        var device = new HeadlessDevice(page);
        JsonNode welcome = device.request("hello",
                Map.of("protocol", 1, "auth",
                        Map.of("kind", "open", "secret",
                                Base64.getUrlEncoder().withoutPadding().encodeToString(secret)),
                        "name", name, "listed", listed, "agent", "callbox-system-tests"));
        if (!welcome.path("type").asString().equals("welcome")) {
            throw new IllegalStateException(welcome.toString());
        }
        return device;
    }

    /// Joins the call of a link, sending neither sound nor picture.
    public JsonNode joinLink(String link) {
        return request("link.join", Map.of("link", link, "tracks", NO_TRACKS));
    }

    /// Sends a request and waits for its answer: a result, an error or a welcome.
    public JsonNode request(String type, Map<String, ?> fields) {
        String id = Integer.toString(++lastId);
        var message = new HashMap<String, Object>(fields);
        message.put("type", type);
        message.put("id", id);
        socket.sendText(json.writeValueAsString(message), true).join();
        JsonNode answer;
        do {
            answer = next(type);
        } while (!answer.path("id").asString("").equals(id));
        return answer;
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
    }

    private JsonNode next(String waitingFor) {
        try {
            JsonNode message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new IllegalStateException("no answer to " + waitingFor);
            }
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private final class Frames implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                messages.add(json.readTree(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
