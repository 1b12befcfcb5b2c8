package callbox.call;

import static callbox.call.Scene.ALL;
import static callbox.call.Scene.ANN;
import static callbox.call.Scene.BOB;
import static callbox.call.Scene.START;
import static callbox.call.Scene.VOICE;
import static callbox.call.Scene.desk;
import static callbox.call.Scene.phone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import callbox.call.CallEffect.BusyChanged;
import callbox.call.CallEffect.CallChanged;
import callbox.call.CallEvent.Accept;
import callbox.call.CallEvent.Decline;
import callbox.call.CallEvent.HangUp;
import callbox.call.CallEvent.Ring;
import callbox.call.CallEvent.TracksChanged;
import callbox.call.ParticipantState.Invited;
import callbox.call.ParticipantState.Joined;
import callbox.call.ParticipantState.Ringing;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Ann calls Bob: the way through the states, and what is announced.
class PlacedCallTest {

    @Test
    void placingInvitesTheCalleeForTheRingTimeout() {
        Scene scene = Scene.placed();

        assertThat(scene.state(ANN)).isEqualTo(new Joined(phone(ANN).device(), 1, START, ALL, null));
        assertThat(scene.state(BOB)).isEqualTo(new Invited(START.plus(CallPolicy.RING)));
        assertThat(scene.call.version()).isEqualTo(1);
        assertThat(scene.call.ringEndsAt()).isEqualTo(START.plus(CallPolicy.RING));
        assertThat(scene.call.deadline()).isEqualTo(START.plus(CallPolicy.RING));
        assertThat(scene.effects).containsExactlyInAnyOrder(
                new CallChanged(scene.call, Set.of(ANN.id(), BOB.id())),
                new BusyChanged(ANN.id(), true),
                new BusyChanged(BOB.id(), true));
    }

    @Test
    void eachDeviceThatRingsIsNoted() {
        Scene scene = Scene.ringing().then(new Ring(desk(BOB)));

        assertThat(scene.state(BOB)).isEqualTo(new Ringing(
                START.plus(CallPolicy.RING), Set.of(phone(BOB).device(), desk(BOB).device()), null));
    }

    @Test
    void acceptingAnswersTheCallAndStopsTheRing() {
        Scene scene = Scene.ringing().after(Duration.ofSeconds(7)).then(new Accept(phone(BOB), VOICE, Media.VIDEO));

        assertThat(scene.state(BOB)).isEqualTo(new Joined(phone(BOB).device(), 3, scene.now, VOICE, null));
        assertThat(scene.call.answeredAt()).isEqualTo(scene.now);
        assertThat(scene.call.ringEndsAt()).isNull();
        assertThat(scene.call.deadline()).isNull();
        assertThat(scene.effects).containsExactly(new CallChanged(scene.call, Set.of(ANN.id(), BOB.id())));
    }

    @Test
    void acceptingFromAnotherCallAtAudioTurnsEveryCameraOff() {
        Scene scene = Scene.ringing().then(new Accept(phone(BOB), ALL, Media.AUDIO));

        assertThat(scene.call.media()).isEqualTo(Media.AUDIO);
        assertThat(scene.call.participants()).extracting(Participant::tracks).containsExactly(VOICE, VOICE);
    }

    @Test
    void decliningEndsTheCallForBoth() {
        Scene scene = Scene.ringing().then(new Decline(desk(BOB)));

        assertThat(scene.ended()).isEqualTo(EndReason.DECLINED);
        assertThat(List.of(scene.left(ANN), scene.left(BOB))).containsOnly(EndReason.DECLINED);
        assertThat(scene.entry(BOB).missed()).isFalse();
        assertThat(scene.effects).contains(
                new CallChanged(scene.call, Set.of(ANN.id(), BOB.id())),
                new BusyChanged(ANN.id(), false),
                new BusyChanged(BOB.id(), false));
    }

    @Test
    void hangingUpBeforeAnybodyAnsweredCancels() {
        Scene scene = Scene.cancelled();

        assertThat(scene.ended()).isEqualTo(EndReason.CANCELLED);
        assertThat(scene.entry(BOB).missed()).isTrue();
        assertThat(scene.entry(ANN).missed()).isFalse();
    }

    @Test
    void failingBeforeAnybodyAnsweredStaysAFailure() {
        Scene scene = Scene.ringing().then(new HangUp(phone(ANN), EndReason.FAILED));

        assertThat(scene.ended()).isEqualTo(EndReason.FAILED);
        assertThat(scene.entry(BOB).missed()).isTrue();
    }

    @Test
    void eitherSideHangsUpForBoth() {
        for (User leaver : List.of(ANN, BOB)) {
            Scene scene = Scene.answered().then(new HangUp(phone(leaver), EndReason.HUNG_UP));

            assertThat(scene.ended()).isEqualTo(EndReason.HUNG_UP);
            assertThat(List.of(scene.left(ANN), scene.left(BOB))).containsOnly(EndReason.HUNG_UP);
            assertThat(scene.call.deadline()).isNull();
        }
    }

    @Test
    void aDeviceHangsUpForNoReasonButItsOwn() {
        assertThatThrownBy(() -> new HangUp(phone(ANN), EndReason.BUSY)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void callingSomebodyBusyEndsAtOnceAndIsMissed() {
        Scene scene = Scene.placed(Reach.BUSY);

        assertThat(scene.ended()).isEqualTo(EndReason.BUSY);
        assertThat(scene.entry(BOB).missed()).isTrue();
        assertThat(scene.entry(ANN).reason()).isEqualTo(EndReason.BUSY);
        assertThat(scene.effects).hasSize(2);
    }

    @Test
    void callingSomebodyWithoutADeviceEndsAtOnceAndIsMissed() {
        Scene scene = Scene.placed(Reach.OFFLINE);

        assertThat(scene.ended()).isEqualTo(EndReason.UNREACHABLE);
        assertThat(scene.entry(BOB).missed()).isTrue();
    }

    @Test
    void aTrackThatStopsIsAnnounced() {
        Scene scene = Scene.answered().then(new TracksChanged(phone(ANN), VOICE));

        assertThat(scene.call.participant(ANN.id()).orElseThrow().tracks()).isEqualTo(VOICE);
        assertThat(scene.ask(new TracksChanged(phone(ANN), VOICE))).isEqualTo("unchanged");
    }

    @Test
    void anEntryCountsTheTalkFromTheAnswer() {
        Scene scene = Scene.ringing().after(Duration.ofSeconds(5));
        scene.then(new Accept(phone(BOB), ALL, Media.VIDEO)).after(Duration.ofMinutes(3));
        scene.then(new HangUp(phone(BOB), EndReason.HUNG_UP));

        assertThat(scene.entry(ANN)).isEqualTo(new HistoryEntry(
                scene.call.id(),
                Media.VIDEO,
                Role.CALLER,
                List.of(BOB),
                START,
                START.plusSeconds(5),
                START.plusSeconds(185),
                EndReason.HUNG_UP,
                false));
    }
}
