package callbox.call;

import static callbox.call.Replies.done;
import static callbox.call.Replies.refusal;
import static callbox.call.Scene.ALL;
import static callbox.call.Scene.ANN;
import static callbox.call.Scene.BOB;
import static callbox.call.Scene.CY;
import static callbox.call.Scene.START;
import static callbox.call.Scene.VOICE;
import static callbox.call.Scene.desk;
import static callbox.call.Scene.phone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import callbox.call.CallEffect.BusyChanged;
import callbox.call.CallEffect.HistoryAdded;
import callbox.call.CallPolicy.Grace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The rules between calls. Ann, Bob and Cy are online, each on a phone.
class SwitchboardTest {
    private final FakeWorld world = new FakeWorld(START);
    private final InMemoryCallStore store = new InMemoryCallStore();
    private final Switchboard switchboard = world.switchboard(store, store);

    @BeforeEach
    void peopleAreOnline() {
        for (User user : List.of(ANN, BOB, CY)) {
            world.online(phone(world.knows(user)));
        }
    }

    @Test
    void aCallIsStoredBeforeItIsAnnounced() {
        Call call = done(invite(ANN, BOB, "c1"));

        assertThat(store.find(call.id())).contains(call);
        assertThat(switchboard.liveCallOf(BOB.id())).contains(call);
        assertThat(world.takeAnnounced()).contains(new BusyChanged(BOB.id(), true));
    }

    @Test
    void theSameInvitationAgainHasTheSameOutcomeAndNoOther() {
        Call call = done(invite(ANN, BOB, "c1"));
        world.takeAnnounced();

        assertThat(done(invite(ANN, BOB, "c1"))).isEqualTo(call);
        assertThat(world.takeAnnounced()).isEmpty();

        switchboard.decline(phone(BOB), call.id());
        world.takeAnnounced();
        assertThat(done(invite(ANN, BOB, "c1")).live()).isFalse();
        assertThat(world.takeAnnounced()).isEmpty();
    }

    @Test
    void anIdThatSomebodyElseChoseIsTaken() {
        done(invite(ANN, BOB, "c1"));

        assertThat(refusal(invite(CY, BOB, "c1"))).isEqualTo(Refusal.CALL_ID_TAKEN);
    }

    @Test
    void nobodyCallsThemselvesOrAStranger() {
        assertThat(refusal(invite(ANN, ANN, "c1"))).isEqualTo(Refusal.SELF_CALL);
        assertThat(refusal(invite(ANN, Scene.DEE, "c1"))).isEqualTo(Refusal.USER_NOT_FOUND);
        assertThat(refusal(invite(Scene.DEE, ANN, "c1"))).isEqualTo(Refusal.NAME_REQUIRED);
        assertThat(store.all()).isEmpty();
    }

    @Test
    void whoeverIsCalledIsBusyForOthersAndMissesTheirCalls() {
        done(invite(ANN, BOB, "c1"));
        world.takeAnnounced();

        Call second = done(invite(CY, BOB, "c2"));

        assertThat(second.end()).isEqualTo(new CallEnd(START, EndReason.BUSY));
        assertThat(store.missed(BOB.id())).isEqualTo(1);
        assertThat(world.takeAnnounced()).hasSize(2).allMatch(HistoryAdded.class::isInstance);
        assertThat(switchboard.liveCallOf(BOB.id()).orElseThrow().id()).isEqualTo(new CallId("c1"));
        assertThat(switchboard.busy(CY.id())).isFalse();
    }

    @Test
    void whoHasNoDeviceOnlineIsUnreachableAndMissesTheCall() {
        world.offline(phone(BOB));

        Call call = done(invite(ANN, BOB, "c1"));

        assertThat(call.end()).isEqualTo(new CallEnd(START, EndReason.UNREACHABLE));
        assertThat(store.missed(BOB.id())).isEqualTo(1);
    }

    @Test
    void whoIsInACallPlacesNoOther() {
        done(invite(ANN, BOB, "c1"));

        assertThat(refusal(invite(ANN, CY, "c2"))).isEqualTo(Refusal.ALREADY_IN_CALL);
        assertThat(refusal(invite(BOB, CY, "c3"))).isEqualTo(Refusal.ALREADY_IN_CALL);
    }

    @Test
    void twoWhoCallEachOtherMeetInTheFirstCall() {
        done(invite(ANN, BOB, "c1"));

        Call met = done(invite(BOB, ANN, "c2"));

        assertThat(met.id()).isEqualTo(new CallId("c1"));
        assertThat(met.answered()).isTrue();
        assertThat(met.media()).isEqualTo(Media.VIDEO);
        assertThat(done(invite(BOB, ANN, "c2"))).as("the repeat").isEqualTo(met);
    }

    @Test
    void whoeverMeetsDoesSoAtTheLesserMedia() {
        done(invite(ANN, BOB, "c1"));

        Call met = done(switchboard.invite(phone(BOB), new Invitation(new CallId("c2"), ANN.id(), Media.AUDIO, VOICE)));

        assertThat(met.media()).isEqualTo(Media.AUDIO);
        assertThat(met.participants()).extracting(Participant::tracks).containsOnly(VOICE);
    }

    @Test
    void aThirdIsInvitedIntoACallByItsId() {
        done(invite(ANN, BOB, "c1"));
        done(switchboard.accept(phone(BOB), new CallId("c1"), ALL));

        Call call = done(invite(BOB, CY, "c1"));

        assertThat(call.participant(CY.id()).orElseThrow().waiting()).isTrue();
    }

    @Test
    void aThirdWhoIsBusyIsNotTakenOutOfTheirCall() {
        User dee = world.knows(Scene.DEE);
        world.online(phone(dee));
        done(invite(ANN, BOB, "c1"));
        done(switchboard.accept(phone(BOB), new CallId("c1"), ALL));
        done(invite(CY, dee, "c2"));

        Call call = done(invite(ANN, CY, "c1"));

        assertThat(call.participant(CY.id()).orElseThrow().state())
                .isEqualTo(new ParticipantState.Left(EndReason.BUSY, START, null));
        assertThat(switchboard.liveCallOf(CY.id()).orElseThrow().id()).isEqualTo(new CallId("c2"));
    }

    @Test
    void anUnknownCallHasTheCodeOfEachCommand() {
        CallId unknown = new CallId("c0");

        assertThat(refusal(switchboard.ring(phone(ANN), unknown))).isEqualTo(Refusal.CALL_NOT_FOUND);
        assertThat(refusal(switchboard.accept(phone(ANN), unknown, ALL))).isEqualTo(Refusal.CALL_NOT_FOUND);
        assertThat(refusal(switchboard.decline(phone(ANN), unknown))).isEqualTo(Refusal.CALL_NOT_FOUND);
        assertThat(refusal(switchboard.hangUp(phone(ANN), unknown, EndReason.HUNG_UP)))
                .isEqualTo(Refusal.CALL_NOT_FOUND);
        assertThat(refusal(switchboard.tracks(phone(ANN), unknown, ALL))).isEqualTo(Refusal.NOT_IN_CALL);
    }

    @Test
    void devicesComeAndGoInTheCallOfTheirUser() {
        done(invite(ANN, BOB, "c1"));
        switchboard.deviceAway(phone(ANN));
        assertThat(ann().awaySince()).isEqualTo(START);

        switchboard.deviceBack(phone(ANN), false);
        assertThat(ann().awaySince()).isNull();

        switchboard.deviceAway(desk(ANN));
        switchboard.deviceAway(phone(CY));
        assertThat(ann().awaySince()).isNull();
    }

    @Test
    void whoIsInACallThatNobodyAttendsIsNotBusyForLong() {
        world.online(desk(BOB));
        bothAreAwayFromTheirCall();

        world.at(START.plus(Grace.UNATTENDED).minusMillis(1));
        assertThat(reason(invite(CY, BOB, "c2"))).isEqualTo(EndReason.BUSY);
        world.at(START.plus(Grace.UNATTENDED));
        assertThat(reason(invite(CY, ANN, "c3"))).as("nobody can be rung").isEqualTo(EndReason.UNREACHABLE);
        assertThat(store.find(new CallId("c1")).orElseThrow().live()).isTrue();
        assertThat(done(invite(CY, BOB, "c4")).live()).isTrue();
        assertThat(store.find(new CallId("c1")).orElseThrow().end())
                .isEqualTo(new CallEnd(START.plus(Grace.JOINED), EndReason.LOST));
    }

    @Test
    void whoIsInACallThatNobodyAttendsMayCallFromAnotherDevice() {
        world.online(desk(ANN));
        bothAreAwayFromTheirCall();
        world.at(START.plus(Grace.UNATTENDED));

        assertThat(done(switchboard.invite(desk(ANN), new Invitation(new CallId("c2"), CY.id(), Media.VIDEO, ALL)))
                .live()).isTrue();
    }

    private void bothAreAwayFromTheirCall() {
        done(invite(ANN, BOB, "c1"));
        done(switchboard.accept(phone(BOB), new CallId("c1"), ALL));
        lose(phone(ANN));
        lose(phone(BOB));
    }

    private void lose(DeviceRef device) {
        world.offline(device);
        switchboard.deviceAway(device);
    }

    private static @Nullable EndReason reason(CallReply reply) {
        CallEnd end = done(reply).end();
        return end == null ? null : end.reason();
    }

    @Test
    void deadlinesEndOnlyWhatIsDue() {
        done(invite(ANN, BOB, "c1"));
        world.at(START.plus(CallPolicy.RING).minusMillis(1));
        switchboard.deadlines();
        assertThat(switchboard.busy(BOB.id())).isTrue();

        world.at(START.plus(CallPolicy.RING));
        switchboard.deadlines();
        assertThat(switchboard.busy(BOB.id())).isFalse();
        assertThat(store.missed(BOB.id())).isEqualTo(1);
    }

    @Test
    void aCallThatFailsDoesNotKeepOthersFromTheirDeadlines() {
        User dee = world.knows(Scene.DEE);
        world.online(phone(dee));
        done(invite(ANN, BOB, "c1"));
        done(invite(CY, dee, "c2"));
        world.at(START.plus(CallPolicy.RING));
        Switchboard failing = new Switchboard(new CallEngine(CallPolicy.DEFAULT), new Switchboard.Ports(
                store, store, world, world, _ -> {
                    throw new IllegalStateException("nobody can be told");
                }, world), world);

        assertThatThrownBy(failing::deadlines)
                .hasMessage("nobody can be told")
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
        assertThat(store.live(null, 2)).isEmpty();
    }

    @Test
    void aProcessThatStartsGivesTheCallsItFindsTheirGrace() {
        done(invite(ANN, BOB, "c1"));
        done(switchboard.accept(phone(BOB), new CallId("c1"), ALL));
        world.at(START.plus(Duration.ofHours(1)));

        switchboard.serverStarted();
        switchboard.deadlines();
        switchboard.deviceBack(phone(BOB), false);
        assertThat(switchboard.busy(ANN.id())).isTrue();

        world.at(world.instant().plus(Grace.JOINED));
        switchboard.deadlines();
        assertThat(store.find(new CallId("c1")).orElseThrow().end())
                .isEqualTo(new CallEnd(world.instant(), EndReason.LOST));
    }

    @Test
    void allCallsAreFoundAtTheStartHoweverManyThereAre() {
        int calls = 450;
        for (int pair = 0; pair < calls; pair++) {
            User caller = world.knows(new User(new UserId("caller" + pair), "Caller"));
            User callee = world.knows(new User(new UserId("callee" + pair), "Callee"));
            world.online(phone(callee));
            done(invite(caller, callee, "c" + pair));
        }

        switchboard.serverStarted();

        assertThat(store.all()).hasSize(calls).allMatch(call -> call.version() == 2);
    }

    @Test
    void aConflictIsDecidedAgainOnWhatTheOtherStored() {
        Switchboard late = overtakenBy(() -> done(invite(BOB, ANN, "c2")));

        Call met = done(late.invite(phone(ANN), new Invitation(new CallId("c1"), BOB.id(), Media.AUDIO, VOICE)));

        assertThat(met.id()).isEqualTo(new CallId("c2"));
        assertThat(met.answered()).isTrue();
        assertThat(store.all()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whoIsCalledWhileCallingMeetsTheOtherInsteadOfFindingThemBusy(int lookup) {
        Switchboard late = overtakenAfter(lookup, () -> done(invite(BOB, ANN, "c2")));

        Call met = done(late.invite(phone(ANN), new Invitation(new CallId("c1"), BOB.id(), Media.AUDIO, VOICE)));

        assertThat(met.id()).isEqualTo(new CallId("c2"));
        assertThat(met.answered()).isTrue();
        assertThat(store.all()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theSameInvitationTwiceAtOncePlacesOneCall(int lookup) {
        Switchboard late = overtakenAfter(lookup, () -> done(invite(ANN, BOB, "c1")));

        Call call = done(late.invite(phone(ANN), new Invitation(new CallId("c1"), BOB.id(), Media.VIDEO, ALL)));

        assertThat(store.all()).containsExactly(call);
        assertThat(call.version()).isEqualTo(1);
    }

    @Test
    void aChangeThatNeverCommitsIsGivenUp() {
        CallId call = done(invite(ANN, BOB, "c1")).id();
        done(switchboard.accept(phone(BOB), call, VOICE));
        Switchboard late = overtakenBy(() -> {
            boolean mute = ann().tracks().audio();
            done(switchboard.tracks(phone(ANN), call, new Tracks(!mute, false, false)));
        });

        assertThatThrownBy(() -> late.hangUp(phone(BOB), call, EndReason.HUNG_UP))
                .isInstanceOf(CallContentionException.class);
        assertThat(switchboard.busy(BOB.id())).isTrue();
    }

    /// Somebody else comes in when a user's line has been looked up for the nth time.
    private Switchboard overtakenAfter(int lookup, Runnable overtake) {
        AtomicInteger lookups = new AtomicInteger();
        return world.switchboard(new OvertakenStore(store, () -> {}, () -> {
            if (lookups.incrementAndGet() == lookup) {
                overtake.run();
            }
        }), store);
    }

    private Switchboard overtakenBy(Runnable overtake) {
        return world.switchboard(new OvertakenStore(store, overtake, () -> {}), store);
    }

    private Participant ann() {
        return switchboard.liveCallOf(ANN.id()).orElseThrow().participant(ANN.id()).orElseThrow();
    }

    private CallReply invite(User from, User to, String id) {
        return switchboard.invite(phone(from), new Invitation(new CallId(id), to.id(), Media.VIDEO, ALL));
    }
}
