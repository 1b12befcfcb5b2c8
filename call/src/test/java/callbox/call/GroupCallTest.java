package callbox.call;

import static callbox.call.Scene.ALL;
import static callbox.call.Scene.ANN;
import static callbox.call.Scene.BOB;
import static callbox.call.Scene.CY;
import static callbox.call.Scene.DEE;
import static callbox.call.Scene.phone;
import static org.assertj.core.api.Assertions.assertThat;

import callbox.call.CallEffect.CallChanged;
import callbox.call.CallEvent.Accept;
import callbox.call.CallEvent.DeadlinePassed;
import callbox.call.CallEvent.Decline;
import callbox.call.CallEvent.HangUp;
import callbox.call.CallEvent.Invite;
import callbox.call.ParticipantState.Invited;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// More than two, in a call that somebody placed.
class GroupCallTest {

    @Test
    void whoHasJoinedInvitesAnother() {
        Scene scene = Scene.answered().then(new Invite(phone(BOB), CY, Reach.FREE));

        assertThat(scene.state(CY)).isEqualTo(new Invited(scene.now.plus(CallPolicy.RING)));
        assertThat(scene.effects)
                .contains(new CallChanged(scene.call, Set.of(ANN.id(), BOB.id(), CY.id())));
    }

    @Test
    void theOthersTalkOnWhenOneLeaves() {
        Scene scene = Scene.group().then(new HangUp(phone(ANN), EndReason.HUNG_UP));

        assertThat(scene.call.live()).isTrue();
        assertThat(scene.left(ANN)).isEqualTo(EndReason.HUNG_UP);
        assertThat(scene.entry(ANN).with()).containsExactly(BOB, CY);
    }

    @Test
    void whoLeftIsToldOfThatAndOfNothingMore() {
        Scene scene = Scene.group().then(new HangUp(phone(ANN), EndReason.HUNG_UP));
        assertThat(scene.effects).contains(new CallChanged(scene.call, Set.of(ANN.id(), BOB.id(), CY.id())));

        scene.then(new Invite(phone(BOB), DEE, Reach.FREE));
        assertThat(scene.effects).contains(new CallChanged(scene.call, Set.of(BOB.id(), CY.id(), DEE.id())));
    }

    @Test
    void aBusyInviteeIsShownAndMissesTheCallWhileTheOthersGoOn() {
        Scene scene = Scene.answered().then(new Invite(phone(ANN), CY, Reach.BUSY));

        assertThat(scene.call.live()).isTrue();
        assertThat(scene.left(CY)).isEqualTo(EndReason.BUSY);
        assertThat(scene.entry(CY).missed()).isTrue();
        assertThat(scene.effects).contains(new CallChanged(scene.call, Set.of(ANN.id(), BOB.id())));
    }

    @Test
    void whoDeclinedMayBeInvitedAgain() {
        Scene scene = Scene.answered().then(new Invite(phone(ANN), CY, Reach.FREE)).then(new Decline(phone(CY)));

        scene.then(new Invite(phone(ANN), CY, Reach.FREE)).then(new Accept(phone(CY), ALL, Media.VIDEO));

        assertThat(scene.call.participants()).extracting(Participant::user).containsExactly(ANN, BOB, CY);
        assertThat(scene.call.participants()).allMatch(Participant::joined);
    }

    @Test
    void invitingSomebodyWhoIsInTheCallChangesNothing() {
        assertThat(Scene.group().ask(new Invite(phone(ANN), CY, Reach.BUSY))).isEqualTo("unchanged");
    }

    @Test
    void theSeventhIsToldThatTheCallIsFull() {
        Scene scene = Scene.group();
        for (int guest = 4; guest <= CallPolicy.PARTICIPANTS; guest++) {
            scene.then(new Invite(phone(ANN), new User(new UserId("guest" + guest), "Guest"), Reach.FREE));
        }

        assertThat(scene.ask(new Invite(phone(ANN), DEE, Reach.FREE))).isEqualTo("call-full");
    }

    @Test
    void nobodyRingsForACallThatAllHaveLeft() {
        Scene scene = Scene.answered()
                .then(new Invite(phone(ANN), CY, Reach.FREE))
                .then(new Invite(phone(ANN), DEE, Reach.FREE))
                .then(new HangUp(phone(ANN), EndReason.HUNG_UP))
                .then(new HangUp(phone(BOB), EndReason.HUNG_UP));

        assertThat(scene.ended()).isEqualTo(EndReason.HUNG_UP);
        assertThat(scene.left(CY)).isEqualTo(EndReason.CANCELLED);
        assertThat(scene.entry(DEE).missed()).isTrue();
    }

    @Test
    void anInviteeWhoDoesNotAnswerLeavesTheOthersTalking() {
        Scene scene = Scene.answered().then(new Invite(phone(ANN), CY, Reach.FREE));

        scene.after(CallPolicy.RING).then(new DeadlinePassed());

        assertThat(scene.left(CY)).isEqualTo(EndReason.NO_ANSWER);
        assertThat(scene.call.live()).isTrue();
        assertThat(scene.call.deadline()).isNull();
    }
}
