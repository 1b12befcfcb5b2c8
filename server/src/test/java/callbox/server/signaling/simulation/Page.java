package callbox.server.signaling.simulation;

import static callbox.call.simulation.Invariants.require;

import callbox.call.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One page of a device, from its load to its end: the client's side of docs/PROTOCOL.md, as the SDK keeps it. It reconnects, resumes,
/// repeats what was not answered, and takes notifications in their order.
final class Page {
    private static final JsonMapper JSON = JsonMapper.shared();

    /// The SDK's: web/sdk/src/signaling/Connection.ts.
    private static final long OPEN_TIMEOUT = 4 * Timeline.SECOND;
    private static final long BEAT = 4 * Timeline.SECOND;
    private static final long SILENCE = 8 * Timeline.SECOND;

    private static final long FIRST_DELAY = 300 * Timeline.MS;
    private static final int MOST_DOUBLINGS = 4;

    private static final int STOPPING = 1001;
    private static final Set<Integer> COME_BACK = Set.of(Wire.ABNORMAL, STOPPING, 4000, 4004, 4009);
    private static final Set<String> OUR_FAULT = Set.of("bad-json", "bad-message", "unknown-type", "hello-required",
            "unsupported-protocol", "unauthorized", "name-invalid", "rate-limited", "internal");
    private static final Set<String> ENTERING = Set.of("call.invite", "call.accept", "call.take", "link.join");

    private final SimulatedDevice device;
    private final Timeline timeline;
    private final RandomGenerator random;
    private final Function<Page, Wire> network;
    private final Log log;
    private final String prefix;
    private final Knowledge knowledge = new Knowledge();
    private final Map<String, Asked> pending = new LinkedHashMap<>();
    private final Map<String, JsonNode> answers = new HashMap<>();
    private @Nullable Wire wire;
    private @Nullable UserId user;
    private @Nullable String token;
    private boolean welcomed;
    private long welcomedAt;
    private boolean closed;
    private long seq;
    private long heardAt;
    private int failures;
    private int asked;
    private int signals;

    /// A request without an answer.
    private record Asked(String id, String type, String call, String frame) {}

    interface Log {
        void note(Page page, Supplier<String> what);
    }

    /// @param network opens a wire for the page
    Page(SimulatedDevice device, Timeline timeline, RandomGenerator random, Function<Page, Wire> network, Log log) {
        this.device = device;
        this.timeline = timeline;
        this.random = random;
        this.network = network;
        this.log = log;
        this.prefix = device.prefix();
    }

    SimulatedDevice device() {
        return device;
    }

    /// It has been welcomed once.
    boolean known() {
        return user != null;
    }

    /// As it was welcomed.
    UserId user() {
        return Objects.requireNonNull(user, "not welcomed yet");
    }

    Knowledge knowledge() {
        return knowledge;
    }

    /// The wire on which it lives now; null while it waits to try again.
    @Nullable
    Wire wire() {
        return wire;
    }

    /// The device has been welcomed on this wire a second ago or more: longer than anything takes that the server does for it.
    boolean livesOn(Wire on, String id) {
        return wire == on && welcomed && timeline.now() - welcomedAt >= Timeline.SECOND && id.equals(device.id());
    }

    boolean settled() {
        return welcomed && pending.isEmpty();
    }

    void connect() {
        if (closed) {
            return;
        }
        var opening = network.apply(this);
        wire = opening;
        welcomed = false;
        opening.open();
        heardAt = timeline.now();
        timeline.in(OPEN_TIMEOUT, () -> {
            if (wire == opening && heardAt + OPEN_TIMEOUT <= timeline.now() && !welcomed) {
                giveUp(opening);
            }
        });
    }

    /// The page is closed, or reloads, or its process dies; the socket goes with it.
    void close() {
        closed = true;
        if (wire != null) {
            wire.closedByPage();
            wire = null;
        }
    }

    /// Believes in another network: a new socket at once, without waiting for the old one's end.
    void reopen() {
        if (wire != null) {
            wire.closedByPage();
        }
        connect();
    }

    void opened(Wire on) {
        if (on != wire) {
            return;
        }
        heardAt = timeline.now();
        var hello = JSON.createObjectNode().put("type", "hello").put("id", nextId()).put("protocol", 1)
                .put("name", device.person());
        hello.putObject("auth").put("kind", "open").put("secret", device.secret());
        if (device.id() != null) {
            hello.put("device", device.id());
        }
        if (token != null) {
            hello.putObject("resume").put("token", token).put("seq", seq);
        }
        on.says(hello.toString());
        timeline.in(BEAT, () -> beat(on));
    }

    private void beat(Wire on) {
        if (on != wire) {
            return;
        }
        if (timeline.now() - heardAt >= SILENCE) {
            giveUp(on);
            return;
        }
        on.says("{\"type\":\"ping\"}");
        timeline.in(Math.min(BEAT, heardAt + SILENCE - timeline.now()), () -> beat(on));
    }

    private void giveUp(Wire on) {
        log.note(this, () -> "gives up " + on);
        on.closedByPage();
        retry();
    }

    private void retry() {
        wire = null;
        welcomed = false;
        long most = FIRST_DELAY << Math.min(failures++, MOST_DOUBLINGS);
        timeline.in(random.nextLong(most), () -> {
            if (wire == null) {
                connect();
            }
        });
    }

    void closed(Wire on, int code) {
        if (on != wire) {
            return;
        }
        require(COME_BACK.contains(code), "a page that keeps to the protocol is not sent away with " + code);
        retry();
    }

    void received(Wire on, String frame) {
        if (on != wire) {
            return;
        }
        heardAt = timeline.now();
        if (frame.equals("{\"type\":\"pong\"}")) {
            return;
        }
        JsonNode message = JSON.readTree(frame);
        String type = message.get("type").stringValue();
        switch (type) {
            case "ping" -> on.says("{\"type\":\"pong\"}");
            case "welcome" -> welcomed(message);
            case "result", "error" -> answered(type, message);
            default -> notified(type, message);
        }
    }

    private void welcomed(JsonNode welcome) {
        require(!welcomed, "a page is welcomed once");
        welcomed = true;
        welcomedAt = timeline.now();
        failures = 0;
        user = new UserId(welcome.at("/user/id").stringValue());
        device.named(welcome.get("device").stringValue());
        token = welcome.at("/session/token").stringValue();
        boolean resumed = welcome.at("/session/resumed").booleanValue();
        log.note(this, () -> resumed ? "is back in its session after " + seq : "is welcomed");
        if (!resumed) {
            seq = 0;
            answers.clear();
            pending.values().removeIf(request -> request.type().equals("call.signal"));
            knowledge.snapshot(welcome);
        }
        List.copyOf(pending.values()).forEach(this::transmit);
        if (!resumed) {
            goOn();
        }
    }

    /// A page that finds itself in a call goes in again, rings again, or tells again that the person had left.
    private void goOn() {
        View call = knowledge.call();
        if (call != null && call.state().equals("joined") && call.call().equals(device.leftCall())) {
            hangUp(call.call());
        } else if (call != null) {
            ringIfCalled(call);
        }
    }

    private void ringIfCalled(View view) {
        if (view.ring() && pending.values().stream().noneMatch(it -> it.type().equals("call.ring"))) {
            ask("call.ring", view.call(), "");
        }
    }

    private void notified(String type, JsonNode message) {
        long number = message.get("seq").longValue();
        require(welcomed, "nothing is told before the welcome");
        require(number == seq + 1, () -> device + " is told everything once: " + number + " after " + seq);
        seq = number;
        switch (type) {
            case "call.state" -> viewed(message.get("call"));
            case "call.signal" -> knowledge.signal(message.get("epoch").stringValue());
            case "ice.servers" -> log.note(this, () -> "gets servers");
            case "people.changed" -> knowledge.people(message);
            case "history.added", "history.seen" -> knowledge.missed(message.get("missed").longValue());
            default -> throw new IllegalStateException(type);
        }
    }

    private boolean leaving(String call) {
        return pending.values().stream()
                .anyMatch(request -> request.type().equals("call.hang-up") && request.call().equals(call));
    }

    private void viewed(JsonNode call) {
        if (View.of(call).state().equals("left")) {
            device.hasLeft(call.get("id").stringValue());
        }
        View before = knowledge.call();
        if (knowledge.view(call)) {
            View now = knowledge.call();
            log.note(this,
                    () -> "sees " + call.get("id").stringValue() + " v" + call.get("version") + " " + call.get("you"));
            if (now != null && (before == null || !before.call().equals(now.call()))) {
                ringIfCalled(now);
            }
        }
    }

    private void answered(String type, JsonNode answer) {
        String id = answer.get("id").stringValue();
        JsonNode known = answers.putIfAbsent(id, answer);
        require(known == null || known.equals(answer), "a request that is repeated in a session has the same answer");
        if (type.equals("error")) {
            String code = answer.get("code").stringValue();
            require(!OUR_FAULT.contains(code), () -> "the server finds fault with us, or with itself: " + answer);
        }
        Asked request = pending.remove(id);
        if (request == null) {
            return;
        }
        log.note(this, () -> request.type() + " " + id + ": "
                + (type.equals("error") ? answer.get("code").stringValue() : "done"));
        if (request.type().equals("call.hang-up")) {
            device.hasLeft(request.call());
        } else if (answer.has("call")) {
            View view = View.of(answer.get("call"));
            if (ENTERING.contains(request.type()) && view.here() && !leaving(view.call())) {
                device.hasLeft(view.call());
            }
            viewed(answer.get("call"));
        }
    }

    /// The person leaves the call, and the device remembers it until the server has heard of it.
    void hangUp(String call) {
        device.leaves(call);
        ask("call.hang-up", call, "");
    }

    /// @param call the call's id; empty where the request has none
    /// @param fields further fields as JSON, each with a comma before it
    void ask(String type, String call, String fields) {
        String id = nextId();
        String about = call.isEmpty() ? "" : ",\"call\":\"" + call + "\"";
        var request = new Asked(id, type, call,
                "{\"type\":\"" + type + "\",\"id\":\"" + id + "\"" + about + fields + "}");
        pending.put(id, request);
        log.note(this, () -> "asks " + request.frame());
        if (welcomed) {
            transmit(request);
            if (random.nextInt(12) == 0) {
                transmit(request);
            }
        }
    }

    /// Tells signals apart: a page sends each with another one, in ascending order.
    String nextEpoch() {
        return device.name() + "-" + prefix + "-" + ++signals;
    }

    private void transmit(Asked request) {
        if (wire != null) {
            wire.says(request.frame());
        }
    }

    private String nextId() {
        return prefix + "-" + ++asked;
    }

    /// Requests that the server has not answered yet.
    List<String> unanswered() {
        return new ArrayList<>(pending.keySet());
    }

    @Override
    public String toString() {
        return device.name() + "/" + prefix;
    }
}
