package callbox.server.signaling.wire;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.call.Call;
import callbox.call.CallEnd;
import callbox.call.CallId;
import callbox.call.DeviceId;
import callbox.call.DeviceRef;
import callbox.call.EndReason;
import callbox.call.HistoryEntry;
import callbox.call.LinkId;
import callbox.call.Media;
import callbox.call.Participant;
import callbox.call.ParticipantState;
import callbox.call.ParticipantState.Invited;
import callbox.call.ParticipantState.Joined;
import callbox.call.ParticipantState.Left;
import callbox.call.ParticipantState.Ringing;
import callbox.call.Refusal;
import callbox.call.Role;
import callbox.call.Tracks;
import callbox.call.User;
import callbox.call.UserId;
import callbox.server.signaling.wire.FrameEncoder.Unnumbered;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each golden message of the server is made here from the values that it stands for.
class FrameEncoderTest {
    private static final Instant T = Instant.ofEpochMilli(1_790_000_000_000L);
    private static final Instant RING_END = T.plusSeconds(45);
    private static final CallId CALL = new CallId("c_GVhmS3Yt0Kx1bQzWn4PrLA");
    private static final LinkId LINK = new LinkId("LsVbqK9m2TfXw0dRz8NcQA");
    private static final User ANN = new User(new UserId("u_ann"), "Ann");
    private static final User BOB = new User(new UserId("u_bob"), "Bob");
    private static final User CY = new User(new UserId("u_cy"), "Cy <b>&\"");
    private static final User DEE = new User(new UserId("u_dee"), "Dee");
    private static final DeviceId DEVICE = new DeviceId("d_Ptr8QwYzX1aVn5sK0bLmEg");
    private static final DeviceId ANNS = new DeviceId("d_ann");
    private static final DeviceId BOBS = new DeviceId("d_bob");
    private static final DeviceRef ANN_HERE = new DeviceRef(ANN.id(), ANNS);
    private static final DeviceRef BOB_HERE = new DeviceRef(BOB.id(), BOBS);
    private static final DeviceRef BOB_ELSEWHERE = new DeviceRef(BOB.id(), new DeviceId("d_bobs_other"));
    private static final Tracks ALL = new Tracks(true, true, false);
    private static final Tracks SOUND = new Tracks(true, false, false);
    private static final String SDP = "v=0\r\no=- 4611731400430051336 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n";
    private static final Welcome.Limits LIMITS = new Welcome.Limits(65536, 6, 45000);
    private static final CallId NEXT = new CallId("c_Nx7tPq2LkV9wRbY0sMhZdE");

    private static final ParticipantState ANN_JOINED = new Joined(ANNS, 1, T, ALL, null);
    private static final ParticipantState BOB_INVITED = new Invited(RING_END);
    private static final ParticipantState BOB_RINGS = new Ringing(RING_END, Set.of(BOBS), null);

    private static final Map<String, Supplier<String>> MADE = Map.ofEntries(
            Map.entry("ping", () -> FrameEncoder.PING),
            Map.entry("pong", () -> FrameEncoder.PONG),
            Map.entry("welcome", () -> welcome(ANN, DEVICE, T, "3fJqT9uWbN0xCk6Ys2RdMh7ZpVgLa1Ee",
                    new Welcome.Snapshot(List.of(person(BOB, false), person(CY, true)), null, 2),
                    new Reply.Ice(iceFor(NEXT), T.plusSeconds(600), NEXT))),
            Map.entry("welcome.in-call",
                    () -> welcome(ANN, DEVICE, T.plusSeconds(9), "3fJqT9uWbN0xCk6Ys2RdMh7ZpVgLa1Ee",
                            new Welcome.Snapshot(List.of(person(BOB, true)),
                                    view(ANN_HERE, answered(4, ANN_JOINED, bobJoined(ALL, null))), 0),
                            new Reply.Ice(iceFor(CALL), T.plusSeconds(609), CALL))),
            Map.entry("welcome.without-name", () -> welcome(new UserView(DEE.id(), null),
                    new DeviceId("d_Hs2WbE7kQz0TgM4yLrNcXo"), T, "Zm8Kd2XqT5vRy1PbNc7Ls0WgHf4Ja9Ue",
                    new Welcome.Snapshot(List.of(), null, 0), new Reply.Ice(List.of(), null, null))),
            Map.entry("welcome.resumed",
                    () -> welcome(ANN, DEVICE, T.plusSeconds(9), "9sLw0QzRb4YtKc8Xm1VdNf5HpGjTa2Ei", null,
                            new Reply.Ice(iceFor(CALL), T.plusSeconds(609), CALL))),
            Map.entry("result.empty", () -> reply("4", new Reply.Done())),
            Map.entry("result.profile.set", () -> reply("2", new Reply.Profile(new UserView(ANN.id(), "小明 👩‍💻")))),
            Map.entry("result.call.invite", () -> reply("3", inCall(ANN_HERE, placed(1, BOB_INVITED)))),
            Map.entry("result.call.invite.busy", () -> reply("3", inCall(ANN_HERE, ended(1, null, EndReason.BUSY, T)))),
            Map.entry("result.call.accept",
                    () -> reply("5", inCall(BOB_HERE, answered(3, ANN_JOINED, bobJoined(SOUND, null))))),
            Map.entry("result.call.take", () -> reply("18", inCall(BOB_ELSEWHERE, movedByBob()))),
            Map.entry("result.ice.servers", () -> reply("12", new Reply.Ice(iceFor(CALL), T.plusSeconds(600), CALL))),
            Map.entry("result.link.create", () -> reply("13", new Reply.LinkCreated(LINK, "/l/" + LINK, Media.VIDEO))),
            Map.entry("result.link.preview",
                    () -> reply("14", new Reply.LinkShown(LINK, Media.VIDEO, List.of("Ann", "Bob"), false))),
            Map.entry("result.link.join", () -> reply("15", inCall(new DeviceRef(DEE.id(), DEVICE), linkCall()))),
            Map.entry("result.history.list", () -> reply("16", new Reply.History(
                    Stream.of(missedEntry(), outgoingEntry(), linkEntry()).map(HistoryView::of).toList(),
                    "1789991000000-c_Tg4KzX8nWq1RbYs6LdVcMp"))),
            Map.entry("result.history.list.last-page", () -> reply("16", new Reply.History(List.of(), null))),
            Map.entry("error.bad-message",
                    () -> reply("3", Reply.Failure.wrongField("media", "field media must be audio or video"))),
            Map.entry("error.bad-json",
                    () -> FrameEncoder.reply(null, Reply.Failure.of(ErrorCode.BAD_JSON, "not a JSON object"))),
            Map.entry("error.rate-limited",
                    () -> reply("218", Reply.Failure.rateLimited("too many messages", Duration.ofMillis(400)))),
            Map.entry("error.answered-elsewhere", () -> reply("5", Reply.Failure.of(Refusal.ANSWERED_ELSEWHERE))),
            Map.entry("error.moved-elsewhere", () -> reply("18", Reply.Failure.of(Refusal.MOVED_ELSEWHERE))),
            Map.entry("ice.servers", () -> FrameEncoder.notification(new Notification.IceGranted(
                    new Reply.Ice(iceFor(CALL), T.plusSeconds(600), CALL))).numbered(3)),
            Map.entry("people.changed",
                    () -> note(18, new Notification.PeopleChanged(List.of(person(BOB, true)), List.of(CY.id())))),
            Map.entry("call.state.invited", () -> note(19, state(BOB_HERE, placed(1, BOB_INVITED)))),
            Map.entry("call.state.ringing", () -> note(20, state(ANN_HERE, placed(2, BOB_RINGS)))),
            Map.entry("call.state.answered-elsewhere", () -> note(21, state(BOB_ELSEWHERE,
                    answered(3, ANN_JOINED, bobJoined(ALL, null))))),
            Map.entry("call.state.away", () -> note(22, state(ANN_HERE,
                    answered(5, ANN_JOINED, bobJoined(ALL, T.plusSeconds(20)))))),
            Map.entry("call.state.ended", () -> note(23, state(BOB_HERE,
                    ended(6, T.plusSeconds(4), EndReason.HUNG_UP, T.plusSeconds(64))))),
            Map.entry("call.state.moved", () -> note(30, state(BOB_HERE, movedByBob()))),
            Map.entry("call.signal.offer",
                    () -> signal(24, "e_1", null, new Signal.Description("offer", SDP), null, null)),
            Map.entry("call.signal.answer",
                    () -> signal(25, "e_2", "e_1", new Signal.Description("answer", SDP), null, null)),
            Map.entry("call.signal.candidates", () -> signal(26, "e_1", "e_2", null, List.of(
                    new Signal.Candidate(
                            "candidate:1 1 udp 2113937151 192.0.2.7 51204 typ host generation 0 ufrag Yx3k", "0", 0,
                            "Yx3k"),
                    new Signal.Candidate("", "0", 0, null)), null)),
            Map.entry("call.signal.ready", () -> signal(27, "e_1", null, null, null, true)),
            Map.entry("history.added", () -> note(28, new Notification.HistoryAdded(HistoryView.of(missedEntry()), 3))),
            Map.entry("history.seen", () -> note(29, new Notification.HistorySeen(0))));

    static Stream<String> serverFrames() {
        return Golden.names("server");
    }

    @ParameterizedTest
    @MethodSource("serverFrames")
    void goldenFrameIsMade(String name) {
        var made = Objects.requireNonNull(MADE.get(name), "not in the table").get();

        assertThat(Golden.parse(made)).isEqualTo(Golden.read("server", name));
    }

    private static String reply(String id, Reply reply) {
        return FrameEncoder.reply(id, reply);
    }

    private static String note(long seq, Notification notification) {
        Unnumbered text = FrameEncoder.notification(notification);
        return text.numbered(seq);
    }

    private static String welcome(User user, DeviceId device, Instant now, String token,
            Welcome.@Nullable Snapshot snapshot,
            Reply.Ice ice) {
        return welcome(new UserView(user.id(), user.name()), device, now, token, snapshot, ice);
    }

    private static String welcome(UserView user, DeviceId device, Instant now, String token,
            Welcome.@Nullable Snapshot snapshot,
            Reply.Ice ice) {
        return FrameEncoder
                .welcome(new Welcome("1", user, device, new Welcome.SessionView(snapshot == null, token, 30000), now,
                        snapshot, ice, LIMITS));
    }

    private static String signal(long seq, String epoch, @Nullable String peerEpoch,
            Signal.@Nullable Description description,
            @Nullable List<Signal.Candidate> candidates, @Nullable Boolean ready) {
        return note(seq, new Notification.CallSignalled(CALL, ANN.id(),
                new Signal(epoch, peerEpoch, description, candidates, ready)));
    }

    private static PersonView person(User user, boolean busy) {
        return new PersonView(user.id(), user.name(), busy);
    }

    private static Reply inCall(DeviceRef viewer, Call call) {
        return new Reply.InCall(view(viewer, call));
    }

    private static Notification state(DeviceRef viewer, Call call) {
        return new Notification.CallState(view(viewer, call));
    }

    private static CallView view(DeviceRef viewer, Call call) {
        return CallView.of(call, viewer);
    }

    private static Joined bobJoined(Tracks tracks, @Nullable Instant awaySince) {
        return new Joined(BOBS, 3, T.plusSeconds(4), tracks, awaySince);
    }

    private static Call placed(long version, ParticipantState bob) {
        return new Call(CALL, version, Media.VIDEO, null, couple(ANN_JOINED, bob), T, null, null, RING_END);
    }

    private static Call answered(long version, ParticipantState ann, ParticipantState bob) {
        return new Call(CALL, version, Media.VIDEO, null, couple(ann, bob), T, T.plusSeconds(4), null, null);
    }

    /// Bob was joined on [#BOB_HERE].
    private static Call movedByBob() {
        return answered(5, ANN_JOINED, new Joined(BOB_ELSEWHERE.device(), 5, T.plusSeconds(4), SOUND, null));
    }

    private static Call ended(long version, @Nullable Instant answeredAt, EndReason reason, Instant at) {
        var left = new Left(reason, at, answeredAt);
        return new Call(CALL, version, Media.VIDEO, null, couple(left, left), T, answeredAt, new CallEnd(at, reason),
                null);
    }

    private static List<Participant> couple(ParticipantState ann, ParticipantState bob) {
        return List.of(new Participant(ANN, Role.CALLER, ann), new Participant(BOB, Role.CALLEE, bob));
    }

    private static Call linkCall() {
        return new Call(CALL, 2, Media.VIDEO, LINK, List.of(
                new Participant(ANN, Role.GUEST, ANN_JOINED),
                new Participant(DEE, Role.GUEST, new Joined(DEVICE, 2, T.plusSeconds(3), SOUND, null))),
                T, T.plusSeconds(3), null, null);
    }

    private static List<IceServer> iceFor(CallId call) {
        return List.of(IceServer.stun("stun:call.example:3478"), new IceServer(
                List.of("turn:call.example:3478?transport=udp", "turns:call.example:443?transport=tcp"),
                "1790000600:" + call + "/d_Ptr8QwYzX1aVn5sK0bLmEg/q3ZtX0bK", "cTnV0q7Zk1x8mJb4Lw2eYp9sRdA="));
    }

    private static HistoryEntry missedEntry() {
        return new HistoryEntry(CALL, Media.VIDEO, Role.CALLEE, List.of(BOB), T.minusSeconds(60), null,
                T.minusSeconds(15),
                EndReason.NO_ANSWER, true);
    }

    private static HistoryEntry outgoingEntry() {
        return new HistoryEntry(new CallId("c_7NwQeR5tYz2XkLp9VbMcHs"), Media.AUDIO, Role.CALLER, List.of(CY),
                T.minusSeconds(900), T.minusSeconds(895), T.minusSeconds(300), EndReason.HUNG_UP, false);
    }

    private static HistoryEntry linkEntry() {
        return new HistoryEntry(new CallId("c_Tg4KzX8nWq1RbYs6LdVcMp"), Media.VIDEO, Role.GUEST, List.of(BOB, CY),
                T.minusSeconds(9000), T.minusSeconds(8990), T.minusSeconds(8000), EndReason.HUNG_UP, false);
    }
}
