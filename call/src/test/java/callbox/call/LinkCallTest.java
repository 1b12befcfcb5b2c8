package callbox.call;

import static callbox.call.Scene.ALL;
import static callbox.call.Scene.ANN;
import static callbox.call.Scene.BOB;
import static callbox.call.Scene.CY;
import static callbox.call.Scene.desk;
import static callbox.call.Scene.joins;
import static callbox.call.Scene.phone;
import static org.assertj.core.api.Assertions.assertThat;

import callbox.call.CallEvent.DeviceAway;
import callbox.call.CallEvent.HangUp;
import callbox.call.CallEvent.Invite;
import callbox.call.CallEvent.JoinByLink;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Calls to which people come by a link.
class LinkCallTest {

    @Test
    void theFirstVisitorWaitsAlone() {
        Scene scene = Scene.link();

        assertThat(scene.call.live()).isTrue();
        assertThat(scene.call.answeredAt()).isNull();
        assertThat(scene.call.deadline()).isNull();
    }

    @Test
    void theSecondVisitorAnswersIt() {
        Scene scene = Scene.link().after(Duration.ofMinutes(1)).then(joins(BOB));

        assertThat(scene.call.answeredAt()).isEqualTo(scene.now);
        assertThat(scene.call.participants()).extracting(Participant::role).containsOnly(Role.GUEST);
    }

    @Test
    void oneMayStayWhenAllOthersHaveLeft() {
        Scene scene = Scene.link().then(joins(BOB)).then(new HangUp(phone(ANN), EndReason.HUNG_UP));

        assertThat(scene.call.live()).isTrue();
    }

    @Test
    void itEndsWithTheLastOne() {
        Scene scene = Scene.link().then(new HangUp(phone(ANN), EndReason.HUNG_UP));

        assertThat(scene.ended()).isEqualTo(EndReason.HUNG_UP);
        assertThat(scene.entry(ANN).answeredAt()).isNull();
    }

    @Test
    void whoLeftMayComeBack() {
        Scene scene = Scene.link().then(joins(BOB)).then(new HangUp(phone(BOB), EndReason.HUNG_UP));

        scene.after(Duration.ofMinutes(2)).then(joins(BOB));

        assertThat(scene.call.participants()).hasSize(2).allMatch(Participant::joined);
        scene.then(new HangUp(phone(BOB), EndReason.HUNG_UP));
        assertThat(scene.entry(BOB).answeredAt()).isEqualTo(scene.now);
    }

    @Test
    void theSeventhIsToldThatTheCallIsFull() {
        Scene scene = Scene.link();
        for (int guest = 2; guest <= CallPolicy.PARTICIPANTS; guest++) {
            scene.then(joins(new User(new UserId("guest" + guest), "Guest")));
        }

        assertThat(scene.ask(joins(BOB))).isEqualTo("call-full");
        assertThat(scene.ask(joins(ANN))).isEqualTo("unchanged");
    }

    @Test
    void anotherDeviceTakesOverFromOneThatIsAway() {
        Scene scene = Scene.link().then(joins(BOB));
        JoinByLink fromDesk = new JoinByLink(desk(BOB), BOB, ALL);
        assertThat(scene.ask(fromDesk)).isEqualTo("already-in-call");

        scene.then(new DeviceAway(phone(BOB))).then(fromDesk);

        assertThat(scene.call.participant(BOB.id()).orElseThrow().joinedOn(desk(BOB).device())).isTrue();
        assertThat(scene.call.deadline()).isNull();
    }

    @Test
    void anInviteeMayComeByTheLink() {
        Scene scene = Scene.link().then(new Invite(phone(ANN), BOB, Reach.FREE)).then(joins(BOB));

        assertThat(scene.call.participant(BOB.id()).orElseThrow().role()).isEqualTo(Role.CALLEE);
        assertThat(scene.call.answered()).isTrue();
    }

    @Test
    void passersByAreForgottenButThoseInTheCallAreNot() {
        Scene scene = Scene.link();
        for (int visit = 0; visit < CallPolicy.REMEMBERED + 5; visit++) {
            User passerBy = new User(new UserId("passer" + visit), "Passer-by");
            scene.after(Duration.ofSeconds(1)).then(joins(passerBy))
                    .then(new HangUp(phone(passerBy), EndReason.HUNG_UP));
        }

        assertThat(scene.call.participants()).hasSize(1 + CallPolicy.REMEMBERED);
        assertThat(scene.call.participants().getFirst().user()).isEqualTo(ANN);
        assertThat(scene.call.participant(new UserId("passer4"))).isEmpty();
        assertThat(scene.call.participant(new UserId("passer5"))).isPresent();
    }

    @Test
    void aThirdVisitorTalksWithBoth() {
        Scene scene = Scene.link().then(joins(BOB)).then(joins(CY)).then(new HangUp(phone(CY), EndReason.FAILED));

        assertThat(scene.left(CY)).isEqualTo(EndReason.FAILED);
        assertThat(scene.entry(CY).with()).containsExactly(ANN, BOB);
        assertThat(scene.call.live()).isTrue();
    }
}
