package callbox.server.signaling.wire;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.call.CallId;
import callbox.call.DeviceId;
import callbox.call.EndReason;
import callbox.call.HistoryCursor;
import callbox.call.LinkId;
import callbox.call.Media;
import callbox.call.Tracks;
import callbox.call.UserId;
import callbox.server.account.Credentials;
import callbox.server.account.DisplayName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrameDecoderTest {
    private static final CallId CALL = new CallId("c_GVhmS3Yt0Kx1bQzWn4PrLA");
    private static final CallId NEXT = new CallId("c_Nx7tPq2LkV9wRbY0sMhZdE");
    private static final UserId ANN = new UserId("u_ann");
    private static final UserId BOB = new UserId("u_bob");
    private static final LinkId LINK = new LinkId("LsVbqK9m2TfXw0dRz8NcQA");
    private static final Credentials SECRET = new Credentials.OpenSecret("Vw3kq0b8n2JtYfL5sXr7cZ1mHdPgAeUo4iTlNyRvBxE");
    private static final String SDP = "v=0\r\no=- 4611731400430051336 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n";
    private static final List<Signal.Candidate> CANDIDATES = List.of(
            new Signal.Candidate("candidate:1 1 udp 2113937151 192.0.2.7 51204 typ host generation 0 ufrag Yx3k", "0",
                    0, "Yx3k"),
            new Signal.Candidate("", "0", 0, null));

    private static final Map<String, ClientFrame> EXPECTED = Map.ofEntries(
            Map.entry("ping", new ClientFrame.Ping()),
            Map.entry("pong", new ClientFrame.Pong()),
            Map.entry("hello",
                    new Hello("1", SECRET, new DisplayName("Ann"), true, new DeviceId("d_Ptr8QwYzX1aVn5sK0bLmEg"),
                            new Hello.Resume(new ResumeToken("3fJqT9uWbN0xCk6Ys2RdMh7ZpVgLa1Ee"), 17), NEXT)),
            Map.entry("hello.without-name", new Hello("1", SECRET, null, false, null, null, null)),
            Map.entry("profile.set", new Request.ProfileSet("2", new DisplayName("小明 👩‍💻"), true)),
            Map.entry("call.invite",
                    new Request.CallInvite("3", CALL, BOB, Media.VIDEO, new Tracks(true, true, false))),
            Map.entry("call.ring", new Request.CallRing("4", CALL)),
            Map.entry("call.accept", new Request.CallAccept("5", CALL, new Tracks(true, false, false))),
            Map.entry("call.decline", new Request.CallDecline("6", CALL)),
            Map.entry("call.hang-up", new Request.CallHangUp("7", CALL, EndReason.HUNG_UP)),
            Map.entry("call.hang-up.failed", new Request.CallHangUp("7", CALL, EndReason.FAILED)),
            Map.entry("call.tracks", new Request.CallTracks("8", CALL, new Tracks(true, false, true))),
            Map.entry("call.take", new Request.CallTake("18", CALL, 4, new Tracks(true, false, false))),
            Map.entry("call.hears", new Request.CallHears("20", CALL, BOB)),
            Map.entry("call.signal.offer",
                    signal("9", BOB, "e_1", null, new Signal.Description("offer", SDP), null, null)),
            Map.entry("call.signal.answer",
                    signal("9", ANN, "e_2", "e_1", new Signal.Description("answer", SDP), null, null)),
            Map.entry("call.signal.candidates", signal("10", BOB, "e_1", "e_2", null, CANDIDATES, null)),
            Map.entry("call.signal.ready", signal("11", BOB, "e_1", null, null, null, true)),
            Map.entry("ice.servers", new Request.IceServersGet("12", CALL)),
            Map.entry("ice.servers.without-call", new Request.IceServersGet("12", null)),
            Map.entry("link.create", new Request.LinkCreate("13", Media.VIDEO)),
            Map.entry("link.preview", new Request.LinkPreviewGet("14", LINK)),
            Map.entry("link.join", new Request.LinkJoin("15", LINK, new Tracks(true, true, false))),
            Map.entry("history.list", new Request.HistoryList("16", null, 50)),
            Map.entry("history.list.next-page", new Request.HistoryList("16",
                    new HistoryCursor(Instant.ofEpochMilli(1_790_000_000_000L), CALL), 20)),
            Map.entry("history.seen", new Request.HistorySeen("17")));

    private static Request signal(String id, UserId to, String epoch, @Nullable String peerEpoch,
            Signal.@Nullable Description description, @Nullable List<Signal.Candidate> candidates,
            @Nullable Boolean ready) {
        return new Request.CallSignal(id, CALL, to, new Signal(epoch, peerEpoch, description, candidates, ready));
    }

    static Stream<String> clientFrames() {
        return Golden.names("client");
    }

    static Stream<String> badFrames() {
        return Golden.names("bad").filter(name -> !name.equals("hello-again"));
    }

    @ParameterizedTest
    @MethodSource("clientFrames")
    void goldenFrameIsRead(String name) {
        assertThat(FrameDecoder.decode(Golden.read("client", name).toString()))
                .isEqualTo(new Decoded.Valid(Objects.requireNonNull(EXPECTED.get(name), "not in the table")));
    }

    @ParameterizedTest
    @MethodSource("badFrames")
    void badFrameIsAnsweredWithItsCode(String name) {
        var golden = Golden.read("bad", name);
        var error = golden.get("error");

        var decoded = FrameDecoder.decode(golden.get("frame").stringValue());

        assertThat(decoded).isInstanceOfSatisfying(Decoded.Refused.class, refused -> {
            assertThat(refused.failure().code()).isEqualTo(error.get("code").stringValue());
            assertThat(refused.id()).isEqualTo(error.has("id") ? error.get("id").stringValue() : null);
            assertThat(refused.failure().details().get("field"))
                    .isEqualTo(error.has("field") ? error.get("field").stringValue() : null);
        });
    }

    @Test
    void unknownFieldIsIgnored() {
        assertThat(FrameDecoder
                .decode("{\"type\":\"call.ring\",\"id\":\"1\",\"call\":\"c_1\",\"volume\":{\"level\":[1]}}"))
                .isEqualTo(new Decoded.Valid(new Request.CallRing("1", new CallId("c_1"))));
    }

    @Test
    void descriptionMayHave48KibibytesAndNoMore() {
        assertThat(FrameDecoder.decode(offer(48 * 1024))).isInstanceOf(Decoded.Valid.class);
        assertThat(FrameDecoder.decode(offer(48 * 1024 + 1))).isInstanceOf(Decoded.Refused.class);
    }

    @Test
    void secretsAndPeerContentAreNotInToString() {
        var hello = FrameDecoder.decode(Golden.read("client", "hello").toString());
        var offer = FrameDecoder.decode(Golden.read("client", "call.signal.offer").toString());
        var candidates = FrameDecoder.decode(Golden.read("client", "call.signal.candidates").toString());

        assertThat(hello.toString()).doesNotContain("Vw3kq0", "3fJqT9");
        assertThat(offer.toString()).doesNotContain("v=0");
        assertThat(candidates.toString()).doesNotContain("192.0.2.7");
    }

    private static String offer(int sdpLength) {
        return "{\"type\":\"call.signal\",\"id\":\"1\",\"call\":\"c_1\",\"to\":\"u_1\",\"epoch\":\"e\",\"peerEpoch\":null,"
                + "\"description\":{\"type\":\"offer\",\"sdp\":\"" + "v".repeat(sdpLength) + "\"}}";
    }
}
