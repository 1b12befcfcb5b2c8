package callbox.call;

import static callbox.call.Scene.ALL;
import static callbox.call.Scene.ANN;
import static callbox.call.Scene.BOB;
import static callbox.call.Scene.CY;
import static callbox.call.Scene.DEE;
import static callbox.call.Scene.LINK;
import static callbox.call.Scene.START;
import static callbox.call.Scene.VOICE;
import static callbox.call.Scene.desk;
import static callbox.call.Scene.joins;
import static callbox.call.Scene.phone;
import static org.assertj.core.api.Assertions.assertThat;

import callbox.call.CallEvent.Accept;
import callbox.call.CallEvent.Command;
import callbox.call.CallEvent.DeviceAway;
import callbox.call.CallEvent.HangUp;
import callbox.call.CallEvent.Invite;
import callbox.call.CallEvent.Ring;
import callbox.call.CallOutcome.Changed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [CallStore] keeps to. A subclass brings an empty one for each test.
public abstract class StoreContract {
    private static final User EVE = new User(new UserId("eve"), "Eve");

    private final CallEngine engine = new CallEngine(CallPolicy.DEFAULT);

    protected abstract CallStore calls();

    @Test
    void aCallIsFoundAsItWasInEachOfItsStates() {
        Scene scene = Scene.placed();
        commit(scene);
        List<CallEvent> life = List.of(
                new Ring(phone(BOB)),
                new Ring(desk(BOB)),
                new DeviceAway(desk(BOB)),
                new DeviceAway(phone(BOB)),
                new DeviceAway(phone(ANN)),
                new Accept(phone(BOB), VOICE, Media.AUDIO),
                new Invite(phone(BOB), CY, Reach.FREE),
                new Invite(phone(BOB), DEE, Reach.BUSY),
                new HangUp(phone(BOB), EndReason.FAILED),
                new HangUp(phone(ANN), EndReason.HUNG_UP));
        for (CallEvent event : life) {
            commit(scene.after(Duration.ofMillis(1)).then(event));

            assertThat(calls().find(scene.call.id())).contains(scene.call);
        }
        assertThat(scene.call.live()).isFalse();
    }

    @Test
    void anUnknownCallIsNotFound() {
        assertThat(calls().find(new CallId("c0"))).isEmpty();
        assertThat(calls().liveCallOf(ANN.id())).isEmpty();
        assertThat(calls().liveCallOf(LINK.id())).isEmpty();
    }

    @Test
    void aNewCallIsStoredOnce() {
        Changed placed = place("c1", ANN, BOB);
        assertThat(calls().commit(placed)).isTrue();

        assertThat(calls().commit(placed)).isFalse();
        assertThat(calls().commit(place("c1", CY, DEE))).isFalse();
        assertThat(calls().find(new CallId("c1"))).contains(placed.call());
        assertThat(calls().liveCallOf(CY.id())).isEmpty();
    }

    @Test
    void aChangeFollowsTheStoredVersionOrIsNotStored() {
        Changed placed = place("c1", ANN, BOB);
        Changed rings = then(placed, new Ring(phone(BOB)));
        Changed accepts = then(rings, new Accept(phone(BOB), ALL, Media.VIDEO));
        assertThat(calls().commit(rings)).as("before the call exists").isFalse();
        assertThat(calls().commit(placed)).isTrue();
        assertThat(calls().commit(accepts)).as("with a version left out").isFalse();
        assertThat(calls().commit(rings)).isTrue();
        assertThat(calls().commit(rings)).as("twice").isFalse();

        Changed rival = then(placed, new HangUp(phone(ANN), EndReason.HUNG_UP));
        assertThat(calls().commit(rival)).as("too late").isFalse();
        assertThat(calls().find(new CallId("c1"))).contains(rings.call());
        assertThat(calls().liveCallOf(ANN.id())).contains(rings.call());
    }

    @Test
    void aUserWhoIsLiveInACallIsNotPutIntoAnother() {
        Changed first = place("c1", ANN, BOB);
        assertThat(calls().commit(first)).isTrue();

        assertThat(calls().commit(place("c2", CY, BOB))).isFalse();

        assertThat(calls().find(new CallId("c2"))).isEmpty();
        assertThat(calls().liveCallOf(BOB.id())).contains(first.call());
        assertThat(calls().liveCallOf(CY.id())).as("the other line of the refused call").isEmpty();
    }

    @Test
    void aUserWhoIsLiveInACallIsNotAddedToAnother() {
        Changed first = answered("c1", ANN, BOB);
        assertThat(calls().commit(place("c2", CY, DEE))).isTrue();

        assertThat(calls().commit(then(first, new Invite(phone(ANN), CY, Reach.FREE)))).isFalse();

        assertThat(calls().find(new CallId("c1"))).contains(first.call());
        assertThat(calls().liveCallOf(CY.id()).orElseThrow().id()).isEqualTo(new CallId("c2"));
    }

    @Test
    void aLineIsFreeWhenItsUserLeavesAndAllAreAtTheEnd() {
        Changed three = commit(then(answered("c1", ANN, BOB), new Invite(phone(ANN), CY, Reach.FREE)));

        Changed two = commit(then(three, new HangUp(phone(ANN), EndReason.HUNG_UP)));
        assertThat(calls().liveCallOf(ANN.id())).isEmpty();
        assertThat(calls().liveCallOf(BOB.id())).contains(two.call());

        commit(then(two, new HangUp(phone(BOB), EndReason.HUNG_UP)));
        assertThat(calls().liveCallOf(BOB.id())).isEmpty();
        assertThat(calls().liveCallOf(CY.id())).isEmpty();
        commit(place("c2", CY, BOB));
    }

    @Test
    void aCallThatEndedAtOnceNeedsNoLine() {
        commit(place("c1", ANN, BOB));

        Changed busy = engine.place(invitation("c2", BOB), CY, phone(CY).device(), BOB, Reach.BUSY, START);

        assertThat(calls().commit(busy)).isTrue();
        assertThat(calls().liveCallOf(BOB.id()).orElseThrow().id()).isEqualTo(new CallId("c1"));
    }

    @Test
    void aLinkHasOneLiveCall() {
        Changed first = open("c1", ANN);
        assertThat(calls().commit(first)).isTrue();
        assertThat(calls().commit(open("c2", BOB))).isFalse();
        assertThat(calls().liveCallOf(BOB.id())).isEmpty();
        assertThat(calls().liveCallOf(LINK.id())).contains(first.call());

        Changed two = commit(then(first, joins(BOB)));
        assertThat(calls().liveCallOf(LINK.id())).contains(two.call());
        Changed one = commit(then(two, new HangUp(phone(ANN), EndReason.HUNG_UP)));
        commit(then(one, new HangUp(phone(BOB), EndReason.HUNG_UP)));
        assertThat(calls().liveCallOf(LINK.id())).isEmpty();
        assertThat(calls().commit(open("c3", BOB))).isTrue();
    }

    @Test
    void callsAreDueFromTheirDeadlineOnTheLongestDueFirst() {
        commit(placeAt("c2", ANN, BOB, START.plusMillis(2)));
        commit(placeAt("c1", CY, DEE, START.plusMillis(4)));
        Instant firstDue = START.plusMillis(2).plus(CallPolicy.RING);

        assertThat(calls().due(firstDue.minusMillis(1), 10)).isEmpty();
        assertThat(calls().due(firstDue, 10)).containsExactly(new CallId("c2"));
        assertThat(calls().due(firstDue.plusMillis(2), 10)).containsExactly(new CallId("c2"), new CallId("c1"));
        assertThat(calls().due(firstDue.plusMillis(2), 1)).containsExactly(new CallId("c2"));
    }

    @Test
    void nothingIsDueOfACallThatWaitsForNothingOrHasEnded() {
        answered("c1", ANN, BOB);
        Changed cancelled = commit(then(commit(place("c2", CY, DEE)), new HangUp(phone(CY), EndReason.HUNG_UP)));

        assertThat(cancelled.call().live()).isFalse();
        assertThat(calls().due(Instant.parse("2100-01-01T00:00:00Z"), 10)).isEmpty();
    }

    @Test
    void liveCallsAreListedInTheOrderOfTheirIds() {
        commit(place("c2", ANN, BOB));
        commit(place("c1", CY, DEE));
        commit(engine.place(invitation("c3", BOB), EVE, phone(EVE).device(), BOB, Reach.BUSY, START));

        assertThat(calls().live(null, 10)).containsExactly(new CallId("c1"), new CallId("c2"));
        assertThat(calls().live(null, 1)).containsExactly(new CallId("c1"));
        assertThat(calls().live(new CallId("c1"), 10)).containsExactly(new CallId("c2"));
    }

    private Changed answered(String id, User caller, User callee) {
        Changed placed = commit(place(id, caller, callee));
        return commit(then(placed, new Accept(phone(callee), ALL, Media.VIDEO)));
    }

    private Changed place(String id, User caller, User callee) {
        return placeAt(id, caller, callee, START);
    }

    private Changed placeAt(String id, User caller, User callee, Instant now) {
        return engine.place(invitation(id, callee), caller, phone(caller).device(), callee, Reach.FREE, now);
    }

    private static Invitation invitation(String id, User callee) {
        return new Invitation(new CallId(id), callee.id(), Media.VIDEO, ALL);
    }

    private Changed open(String id, User user) {
        return engine.open(new CallId(id), LINK, user, phone(user).device(), ALL, START);
    }

    private Changed then(Changed before, Command command) {
        return (Changed) engine.on(before.call(), command, START);
    }

    private void commit(Scene scene) {
        commit(new Changed(scene.call, scene.effects));
    }

    private Changed commit(Changed change) {
        assertThat(calls().commit(change)).isTrue();
        return change;
    }
}
