package callbox.server.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.server.signaling.wire.Golden;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A client whose tests read like a conversation: `ann.asks("call.ring", …)`, `bob.hears("call.state")`.
final class TestDevice implements Transport {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final House house;
    private final String name;
    private final String secret;
    private final Deque<JsonNode> heard = new ArrayDeque<>();
    private @Nullable Connection connection;
    private @Nullable CloseCode closed;
    private boolean reads = true;
    private boolean silent;
    private int requests = 1;
    private String user = "";
    private String device = "";
    private String token = "";
    private long seq;
    private long version;

    TestDevice(House house, String name, String secret) {
        this.house = house;
        this.name = name;
        this.secret = secret;
    }

    /// Another device of the same person.
    TestDevice another() {
        return house.add(new TestDevice(house, name, secret));
    }

    void connect() {
        connectFrom("127.0.0.1");
    }

    Admission connectFrom(String address) {
        closed = null;
        heard.clear();
        var admission = house.connect(address, this);
        connection = admission instanceof Admission.Admitted(var admitted) ? admitted : null;
        return admission;
    }

    /// The network is gone.
    void drop() {
        connection().onClosed();
        connection = null;
    }

    /// The network is gone, and the other side does not know.
    void isCut() {
        connection = null;
    }

    /// Sends nothing any more by itself.
    void fallsSilent() {
        silent = true;
    }

    void pings() {
        if (!silent && connection != null) {
            connection.onSignOfLife();
        }
    }

    /// Stops reading what the server sends.
    void stall() {
        reads = false;
    }

    JsonNode hello() {
        return welcomed(Map.of("name", name, "listed", true));
    }

    JsonNode helloAsGuest() {
        return welcomed(Map.of("name", name, "listed", false));
    }

    JsonNode helloWithoutName() {
        return welcomed(Map.of());
    }

    /// A reload: the same device, a new session.
    JsonNode helloAgain() {
        return welcomed(Map.of("name", name, "device", device));
    }

    JsonNode resume() {
        return resumeAfter(seq);
    }

    JsonNode resumeAfter(long lastSeen) {
        return welcomed(Map.of("name", name, "device", device, "resume", Map.of("token", token, "seq", lastSeen)));
    }

    private JsonNode welcomed(Map<String, ?> fields) {
        sendHello(fields);
        var welcome = hears("welcome");
        user = welcome.at("/user/id").stringValue();
        device = welcome.get("device").stringValue();
        token = welcome.at("/session/token").stringValue();
        if (!welcome.at("/session/resumed").booleanValue()) {
            seq = 0;
        }
        return welcome;
    }

    void sendHello(Map<String, ?> fields) {
        ObjectNode hello = JSON.createObjectNode().put("type", "hello").put("id", "hello").put("protocol", 1);
        hello.putObject("auth").put("kind", "open").put("secret", secret);
        fields.forEach((key, value) -> hello.set(key, JSON.valueToTree(value)));
        says(hello.toString());
    }

    /// Sends a text as it is.
    void says(String text) {
        connection().onText(text, text.getBytes(StandardCharsets.UTF_8).length);
    }

    /// Sends a request and gives what is answered to it.
    JsonNode asks(String type, @Nullable Object... fields) {
        var id = "r" + requests++;
        says(request(id, type, fields));
        return answerTo(id);
    }

    /// Sends a request and gives the code of the error that is answered to it.
    String isRefused(String type, @Nullable Object... fields) {
        var answer = asks(type, fields);
        assertThat(answer.get("type").stringValue()).as("%s", answer).isEqualTo("error");
        return answer.get("code").stringValue();
    }

    static String request(String id, String type, @Nullable Object... fields) {
        ObjectNode request = JSON.createObjectNode().put("type", type).put("id", id);
        for (int i = 0; i < fields.length; i += 2) {
            request.set(String.valueOf(fields[i]), JSON.valueToTree(fields[i + 1]));
        }
        return request.toString();
    }

    JsonNode answerTo(String id) {
        var answer = heard.stream().filter(frame -> frame.has("id") && frame.get("id").stringValue().equals(id))
                .findFirst();
        assertThat(answer).as("an answer to %s in %s", id, heard).isPresent();
        heard.remove(answer.get());
        return answer.get();
    }

    /// The next frame, which must be of this type.
    JsonNode hears(String type) {
        var frame = heard.poll();
        assertThat(frame).as("%s hears %s", name, type).isNotNull();
        assertThat(frame.get("type").stringValue()).as("%s", frame).isEqualTo(type);
        return frame;
    }

    /// The next frame, whatever it is, or null.
    @Nullable
    JsonNode next() {
        return heard.poll();
    }

    /// The newest view of a call; those before it are dropped, and nothing else may be there.
    JsonNode sees() {
        var views = new ArrayList<>(heard);
        heard.clear();
        assertThat(views).isNotEmpty().allMatch(frame -> frame.get("type").stringValue().equals("call.state"));
        return views.getLast().get("call");
    }

    void hearsNothing() {
        assertThat(heard).as("what %s hears", name).isEmpty();
    }

    void forget(String type) {
        heard.removeIf(frame -> frame.get("type").stringValue().equals(type));
    }

    void forgetAll() {
        heard.clear();
    }

    List<JsonNode> all() {
        return List.copyOf(heard);
    }

    @Nullable
    CloseCode closed() {
        return closed;
    }

    String user() {
        return user;
    }

    String device() {
        return device;
    }

    String token() {
        return token;
    }

    /// Of the newest view of a call.
    long version() {
        return version;
    }

    private Connection connection() {
        return Objects.requireNonNull(connection, name + " is not connected");
    }

    @Override
    public boolean send(String frame) {
        if (!reads) {
            return false;
        }
        var json = Golden.parse(frame);
        heard.add(json);
        if (json.has("seq")) {
            seq = json.get("seq").longValue();
        }
        version = json.at("/call/version").longValue(version);
        return true;
    }

    @Override
    public void close(CloseCode code) {
        if (closed == null) {
            closed = code;
        }
    }
}
