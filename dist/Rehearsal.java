import callbox.stun.Attribute;
import callbox.stun.Decoded;
import callbox.stun.IntegrityAlgorithm;
import callbox.stun.IntegrityKey;
import callbox.stun.MessageClass;
import callbox.stun.Method;
import callbox.stun.PasswordAlgorithm;
import callbox.stun.StunDecoder;
import callbox.stun.StunEncoder;
import callbox.stun.StunMessage;
import callbox.stun.TransactionId;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the first people do at a server, for the JVM that is trained to see: two devices come by TLS, call each other, are cut off and come back, and ask the relay for an allocation.
/// After a restart everybody comes back at once, and a call that went through the relay waits for it. A failure ends it with an exception, and the training with what was learnt by then.
///
/// Usage: `java -cp 'target/lib/*' Rehearsal.java PORT`
final class Rehearsal {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PATIENCE_SECONDS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(PATIENCE_SECONDS);
    /// As many as it takes for a method to count as warm, and far fewer than a device may send in a minute.
    private static final int SIGNALS = 60;
    private static final int ALLOCATIONS = 3;
    /// About as long as a browser's.
    private static final String SDP = "v=0\r\n" + "a=extmap:1 urn:ietf:params:rtp-hdrext:toffset\r\n".repeat(120);
    private static final Map<String, Boolean> TRACKS = Map.of("audio", true, "camera", true, "screen", false);

    private final HttpClient http;
    private final int port;

    private Rehearsal(int port) throws Exception {
        this.port = port;
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, new TrustManager[] {new Trusting()}, RANDOM);
        http = HttpClient.newBuilder().sslContext(tls).build();
    }

    public static void main(String[] args) throws Exception {
        new Rehearsal(Integer.parseInt(args[0])).play();
    }

    private void play() throws Exception {
        for (String scheme : List.of("http", "https")) {
            for (String path : List.of("/", "/healthz", "/metrics")) {
                URI address = URI.create(scheme + "://localhost:" + port + path);
                HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
                http.send(request, BodyHandlers.discarding());
            }
        }
        Device ann = new Device("Ann");
        Device bob = new Device("Bob");
        String call = "c_" + random(16);
        ann.comes(call);
        bob.comes("c_" + random(16));
        ann.asks("call.invite", Map.of("call", call, "to", bob.user, "media", "video", "tracks", TRACKS));
        bob.asks("call.ring", Map.of("call", call));
        bob.asks("call.accept", Map.of("call", call, "tracks", TRACKS));
        signals(call, ann, bob);
        ann.isCutOff();
        bob.isCutOff();
        JsonNode ice = ann.comes(call).path("iceServers");
        bob.comes(call);
        ann.asks("ice.servers", Map.of("call", call));
        signals(call, bob, ann);
        for (int i = 0; i < ALLOCATIONS; i++) {
            allocate(ice);
        }
        ann.asks("call.hang-up", Map.of("call", call));
        ann.asks("history.list", Map.of());
    }

    private static void signals(String call, Device from, Device to) throws Exception {
        for (int i = 0; i < SIGNALS / 2; i++) {
            var offer = Map.of("type", "offer", "sdp", SDP);
            from.asks("call.signal", Map.of("call", call, "to", to.user, "epoch", "e_1", "description", offer));
            var candidate = Map.of("candidate", "candidate:1 1 udp 1 192.0.2.1 9 typ host", "sdpMid", "0", "sdpMLineIndex", 0);
            to.asks("call.signal", Map.of("call", call, "to", from.user, "epoch", "e_2", "candidates", List.of(candidate)));
        }
    }

    /// A Binding request, and an Allocate request with the credentials of the call (RFC 8489, RFC 8656).
    private static void allocate(JsonNode servers) throws Exception {
        for (JsonNode server : servers) {
            String url = server.path("urls").path(0).asString("");
            if (!server.has("credential") || !url.startsWith("turn:")) {
                continue;
            }
            int port = Integer.parseInt(url.replaceFirst("\\?.*", "").replaceFirst(".*:", ""));
            String user = server.path("username").asString();
            try (var socket = new DatagramSocket()) {
                socket.connect(InetAddress.getLoopbackAddress(), port);
                socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
                exchange(socket, StunEncoder.encode(request(Method.BINDING, List.of())));
                var wish = List.<Attribute>of(new Attribute.RequestedTransport(Attribute.RequestedTransport.UDP));
                StunMessage challenge = exchange(socket, StunEncoder.encode(request(Method.ALLOCATE, wish)));
                String realm = challenge.find(Attribute.Realm.class).orElseThrow().value();
                IntegrityKey key = PasswordAlgorithm.MD5.key(user, realm, server.path("credential").asString());
                var attributes = new ArrayList<>(wish);
                attributes.add(new Attribute.Username(user));
                attributes.add(new Attribute.Realm(realm));
                attributes.add(new Attribute.Nonce(challenge.find(Attribute.Nonce.class).orElseThrow().value()));
                exchange(socket, StunEncoder.encode(request(Method.ALLOCATE, attributes), key, IntegrityAlgorithm.SHA1));
                attributes.set(0, new Attribute.Lifetime(0));
                exchange(socket, StunEncoder.encode(request(Method.REFRESH, attributes), key, IntegrityAlgorithm.SHA1));
            }
        }
    }

    private static StunMessage request(Method method, List<Attribute> attributes) {
        return new StunMessage(MessageClass.REQUEST, method, new TransactionId(RANDOM.nextInt(), RANDOM.nextLong()), attributes);
    }

    private static StunMessage exchange(DatagramSocket socket, ByteBuffer request) throws Exception {
        byte[] bytes = new byte[request.remaining()];
        request.get(bytes);
        socket.send(new DatagramPacket(bytes, bytes.length));
        var answer = new DatagramPacket(new byte[2048], 2048);
        socket.receive(answer);
        Decoded decoded = StunDecoder.decode(ByteBuffer.wrap(answer.getData(), 0, answer.getLength()));
        return ((Decoded.Message) decoded).message();
    }

    private static String random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /// A device on one WebSocket after another (docs/PROTOCOL.md).
    private final class Device implements WebSocket.Listener {
        private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
        private final StringBuilder partial = new StringBuilder();
        private final String name;
        private final String secret = random(32);
        private WebSocket socket;
        private String user = "";
        private String device = "";
        private String token = "";
        private long seq;
        private int requests;

        Device(String name) {
            this.name = name;
        }

        JsonNode comes(String nextCall) throws Exception {
            socket = http.newWebSocketBuilder().subprotocols("callbox.v1").connectTimeout(PATIENCE).buildAsync(URI.create("wss://localhost:" + port + "/ws"), this).join();
            var hello = new TreeMap<String, Object>(Map.of("protocol", 1, "auth", Map.of("kind", "open", "secret", secret), "name", name, "listed", true, "nextCall", nextCall));
            if (!device.isEmpty()) {
                hello.put("device", device);
                hello.put("resume", Map.of("token", token, "seq", seq));
            }
            JsonNode welcome = asks("hello", hello);
            user = welcome.at("/user/id").asString();
            device = welcome.path("device").asString();
            token = welcome.at("/session/token").asString();
            return welcome;
        }

        void isCutOff() {
            socket.abort();
        }

        JsonNode asks(String type, Map<String, Object> fields) throws Exception {
            var message = new TreeMap<>(fields);
            String id = Integer.toString(++requests);
            message.put("type", type);
            message.put("id", id);
            socket.sendText(JSON.writeValueAsString(message), true).join();
            while (true) {
                JsonNode answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (answer == null || answer.path("type").asString().equals("error")) {
                    throw new IllegalStateException(type + " is answered with " + answer);
                }
                if (answer.path("id").asString("").equals(id)) {
                    return answer;
                }
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            partial.append(text);
            if (last) {
                JsonNode message = JSON.readTree(partial.toString());
                partial.setLength(0);
                seq = Math.max(seq, message.path("seq").asLong(0));
                answers.add(message);
            }
            from.request(1);
            return null;
        }
    }

    /// The certificate is one that the server has just made.
    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
