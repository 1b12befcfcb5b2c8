package callbox.call;

import callbox.call.CallEvent.Accept;
import callbox.call.CallEvent.HangUp;
import callbox.call.CallEvent.Invite;
import callbox.call.CallEvent.JoinByLink;
import callbox.call.CallEvent.Ring;
import callbox.call.CallOutcome.Changed;
import callbox.call.CallOutcome.Refused;
import callbox.call.CallOutcome.Unchanged;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// One call on the engine, and a clock that the test moves.
final class Scene {
    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    static final User ANN = new User(new UserId("ann"), "Ann");
    static final User BOB = new User(new UserId("bob"), "Bob");
    static final User CY = new User(new UserId("cy"), "Cy");
    static final User DEE = new User(new UserId("dee"), "Dee");
    static final Tracks ALL = new Tracks(true, true, false);
    static final Tracks VOICE = new Tracks(true, false, false);
    static final Link LINK = new Link(new LinkId("link"), Media.VIDEO, ANN.id(), START, START);

    private static final CallEngine ENGINE = new CallEngine(CallPolicy.DEFAULT);
    private static final CallId ID = new CallId("c1");

    Instant now = START;
    Call call;
    List<CallEffect> effects;

    private Scene(Changed begun) {
        call = begun.call();
        effects = begun.effects();
    }

    /// Ann calls Bob.
    static Scene placed() {
        return placed(Reach.FREE);
    }

    static Scene placed(Reach reach) {
        Invitation wanted = new Invitation(ID, BOB.id(), Media.VIDEO, ALL);
        return new Scene(ENGINE.place(wanted, ANN, phone(ANN).device(), BOB, reach, START));
    }

    /// Ann calls Bob, whose phone rings.
    static Scene ringing() {
        return placed().then(new Ring(phone(BOB)));
    }

    /// Ann and Bob talk, each on the phone.
    static Scene answered() {
        return ringing().then(new Accept(phone(BOB), ALL, Media.VIDEO));
    }

    /// Ann, Bob and Cy talk.
    static Scene group() {
        return answered().then(new Invite(phone(ANN), CY, Reach.FREE)).then(new Accept(phone(CY), ALL, Media.VIDEO));
    }

    /// Ann waits alone in the call of a link.
    static Scene link() {
        return new Scene(ENGINE.open(ID, LINK, ANN, phone(ANN).device(), ALL, START));
    }

    /// Ann called Bob and gave up.
    static Scene cancelled() {
        return ringing().then(new HangUp(phone(ANN), EndReason.HUNG_UP));
    }

    static DeviceRef phone(User user) {
        return new DeviceRef(user.id(), new DeviceId(user.id() + "-phone"));
    }

    static DeviceRef desk(User user) {
        return new DeviceRef(user.id(), new DeviceId(user.id() + "-desk"));
    }

    static JoinByLink joins(User user) {
        return new JoinByLink(phone(user), user, ALL);
    }

    Scene after(Duration time) {
        now = now.plus(time);
        return this;
    }

    /// Goes on with an event that must change the call.
    Scene then(CallEvent event) {
        switch (ENGINE.on(call, event, now)) {
            case Changed changed -> {
                call = changed.call();
                effects = changed.effects();
            }
            case Unchanged _ -> throw new AssertionError(event + " changed nothing in " + call);
            case Refused(Refusal refusal) -> throw new AssertionError(event + " was refused: " + refusal.code());
        }
        return this;
    }

    /// Asks without going on: `changed`, `unchanged` or the code of the refusal.
    String ask(CallEvent event) {
        return switch (ENGINE.on(call, event, now)) {
            case Changed _ -> "changed";
            case Unchanged(Call same) -> same.equals(call) ? "unchanged" : "another call";
            case Refused(Refusal refusal) -> refusal.code();
        };
    }

    ParticipantState state(User user) {
        return call.participant(user.id()).orElseThrow().state();
    }

    /// How the user's part ended.
    EndReason left(User user) {
        return ((ParticipantState.Left) state(user)).reason();
    }

    EndReason ended() {
        CallEnd end = call.end();
        if (end == null) {
            throw new AssertionError("still live: " + call);
        }
        return end.reason();
    }

    /// The entry that the last event wrote into the user's log.
    HistoryEntry entry(User user) {
        return effects.stream()
                .filter(effect -> effect instanceof CallEffect.HistoryAdded added && added.user().equals(user.id()))
                .map(effect -> ((CallEffect.HistoryAdded) effect).entry())
                .findFirst()
                .orElseThrow();
    }
}
