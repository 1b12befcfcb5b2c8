package callbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A device on a real WebSocket, whose tests read like a conversation.
public final class TestClient implements WebSocket.Listener {
    private static final JsonMapper JSON = JsonMapper.shared();

    /// Long enough for a machine that does ten other things; a test that fails waits this long.
    private static final int PATIENCE_SECONDS = 20;

    private final HttpClient http;
    private final String address;
    private final String name;
    private final String secret;
    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private @Nullable WebSocket socket;
    private int requests = 1;
    private String user = "";
    private String device = "";

    TestClient(HttpClient http, String address, String name) {
        this(http, address, name, newSecret());
    }

    private TestClient(HttpClient http, String address, String name, String secret) {
        this.http = http;
        this.address = address;
        this.name = name;
        this.secret = secret;
    }

    private static String newSecret() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// The same device once more, as when a browser's tab is duplicated.
    public TestClient inAnotherWindow() {
        return at(http, address);
    }

    /// The same device at another server.
    TestClient at(HttpClient through, String otherAddress) {
        var other = new TestClient(through, otherAddress, name, secret);
        other.device = device;
        return other;
    }

    public void connect() {
        socket = http.newWebSocketBuilder().subprotocols("callbox.v1").buildAsync(URI.create(address), this).join();
    }

    public JsonNode hello() {
        ObjectNode hello = JSON.createObjectNode().put("type", "hello").put("id", "hello").put("protocol", 1)
                .put("name", name);
        hello.putObject("auth").put("kind", "open").put("secret", secret);
        if (!device.isEmpty()) {
            hello.put("device", device);
        }
        says(hello.toString());
        var welcome = hears("welcome");
        user = welcome.at("/user/id").stringValue();
        device = welcome.get("device").stringValue();
        return welcome;
    }

    public String user() {
        return user;
    }

    public void says(String text) {
        socket().sendText(text, true).join();
    }

    /// Sends without waiting until it is sent.
    public CompletableFuture<WebSocket> blurts(String text) {
        return socket().sendText(text, true);
    }

    public void saysInPieces(String... pieces) {
        for (int i = 0; i < pieces.length; i++) {
            socket().sendText(pieces[i], i == pieces.length - 1).join();
        }
    }

    public void saysBytes(byte[] bytes) {
        socket().sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /// Sends a request and waits for its answer; drops what comes before it.
    public JsonNode asks(String type, @Nullable Object... fields) {
        var id = "r" + requests++;
        ObjectNode request = JSON.createObjectNode().put("type", type).put("id", id);
        for (int i = 0; i < fields.length; i += 2) {
            request.set(String.valueOf(fields[i]), JSON.valueToTree(fields[i + 1]));
        }
        says(request.toString());
        var answer = next();
        while (!answer.has("id") || !answer.get("id").stringValue().equals(id)) {
            answer = next();
        }
        return answer;
    }

    /// The next frame of this type; drops what comes before it.
    public JsonNode hears(String type) {
        var frame = next();
        while (!frame.get("type").stringValue().equals(type)) {
            frame = next();
        }
        return frame;
    }

    /// Everything that has come by now.
    public List<JsonNode> heardSoFar() {
        var frames = new ArrayList<JsonNode>();
        heard.drainTo(frames);
        return frames;
    }

    private JsonNode next() {
        try {
            var frame = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(frame).as("%s hears something", name).isNotNull();
            return Objects.requireNonNull(frame);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The code with which the server closes.
    public int closeCode() {
        return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    public boolean open() {
        return !closed.isDone();
    }

    /// Closes as a page does that is left.
    public void leaves() {
        socket().sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    private WebSocket socket() {
        return Objects.requireNonNull(socket, name + " is not connected");
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            heard.add(JSON.readTree(partial.toString()));
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }

    /// A call's tracks.
    public static Map<String, Boolean> tracks(boolean camera) {
        return Map.of("audio", true, "camera", camera, "screen", false);
    }
}
