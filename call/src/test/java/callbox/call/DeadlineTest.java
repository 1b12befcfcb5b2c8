package callbox.call;

import static callbox.call.Scene.ALL;
import static callbox.call.Scene.ANN;
import static callbox.call.Scene.BOB;
import static callbox.call.Scene.CY;
import static callbox.call.Scene.desk;
import static callbox.call.Scene.joins;
import static callbox.call.Scene.phone;
import static org.assertj.core.api.Assertions.assertThat;

import callbox.call.CallEvent.Accept;
import callbox.call.CallEvent.DeadlinePassed;
import callbox.call.CallEvent.DeviceAway;
import callbox.call.CallEvent.DeviceBack;
import callbox.call.CallEvent.HangUp;
import callbox.call.CallEvent.Hears;
import callbox.call.CallEvent.Ring;
import callbox.call.CallEvent.ServerStarted;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Ring timeouts, and the graces of devices that are away.
class DeadlineTest {
    private static final Duration TICK = Duration.ofMillis(1);

    @Test
    void nobodyAnswers() {
        Scene scene = Scene.ringing().after(CallPolicy.RING).then(new DeadlinePassed());

        assertThat(scene.ended()).isEqualTo(EndReason.NO_ANSWER);
        assertThat(scene.left(ANN)).isEqualTo(EndReason.NO_ANSWER);
        assertThat(scene.entry(BOB).missed()).isTrue();
    }

    @Test
    void aDeadlineThatComesTooEarlyOrTwiceChangesNothing() {
        Scene scene = Scene.ringing().after(CallPolicy.RING.minus(TICK));
        assertThat(scene.ask(new DeadlinePassed())).isEqualTo("unchanged");

        scene.after(TICK).then(new DeadlinePassed());
        assertThat(scene.ask(new DeadlinePassed())).isEqualTo("unchanged");
    }

    @Test
    void aJoinedDeviceMayBeAwayForTheGrace() {
        Scene scene = Scene.answered().then(new DeviceAway(phone(BOB)));
        assertThat(awaySince(scene, BOB)).isEqualTo(scene.now);
        assertThat(scene.call.deadline()).isEqualTo(scene.now.plus(CallPolicy.JOINED_GRACE));

        scene.after(Duration.ofSeconds(29)).then(new DeviceBack(phone(BOB)));
        assertThat(awaySince(scene, BOB)).isNull();
        assertThat(scene.call.deadline()).isNull();
    }

    @Test
    void aJoinedDeviceThatStaysAwayIsLost() {
        Scene scene = Scene.answered().then(new DeviceAway(phone(BOB)));

        scene.after(CallPolicy.JOINED_GRACE).then(new DeadlinePassed());

        assertThat(scene.ended()).isEqualTo(EndReason.LOST);
        assertThat(scene.left(ANN)).isEqualTo(EndReason.LOST);
    }

    @Test
    void aSecondAwayDoesNotPutTheGraceOff() {
        Scene scene = Scene.answered().then(new DeviceAway(phone(BOB))).after(Duration.ofSeconds(20));

        assertThat(scene.ask(new DeviceAway(phone(BOB)))).isEqualTo("unchanged");
    }

    @Test
    void aDeviceThatHasNotJoinedDoesNotMatter() {
        Scene scene = Scene.answered();

        assertThat(scene.ask(new DeviceAway(desk(BOB)))).isEqualTo("unchanged");
        assertThat(scene.ask(new DeviceBack(desk(BOB)))).isEqualTo("unchanged");
    }

    @Test
    void whoIsHeardIsNotLost() {
        Scene scene = Scene.answered().then(new DeviceAway(phone(BOB))).after(CallPolicy.JOINED_GRACE.minus(TICK));

        scene.then(new Hears(phone(ANN), BOB.id()));

        assertThat(awaySince(scene, BOB)).isEqualTo(scene.now);
        assertThat(scene.call.deadline()).isEqualTo(scene.now.plus(CallPolicy.JOINED_GRACE));
        scene.after(CallPolicy.JOINED_GRACE).then(new DeadlinePassed());
        assertThat(scene.ended()).isEqualTo(EndReason.LOST);
    }

    @Test
    void toHearWhoIsThereIsNoNews() {
        assertThat(Scene.answered().ask(new Hears(phone(ANN), BOB.id()))).isEqualTo("unchanged");
    }

    @Test
    void nobodyIsHeardWhoIsNotInTheCall() {
        Scene scene = Scene.answered().then(new DeviceAway(phone(ANN)));

        assertThat(scene.ask(new Hears(phone(ANN), ANN.id()))).isEqualTo("peer-not-in-call");
        assertThat(scene.ask(new Hears(phone(ANN), CY.id()))).isEqualTo("peer-not-in-call");
        assertThat(Scene.ringing().ask(new Hears(phone(ANN), BOB.id()))).isEqualTo("peer-not-in-call");
    }

    @Test
    void whenAllAreAwayTheyHaveTheLongestGrace() {
        Scene scene = Scene.answered().then(new DeviceAway(phone(ANN)));
        Instant first = scene.now;

        scene.after(Duration.ofSeconds(10)).then(new DeviceAway(phone(BOB)));

        assertThat(scene.call.deadline()).isEqualTo(first.plus(CallPolicy.UNATTENDED_GRACE));
        scene.after(CallPolicy.UNATTENDED_GRACE).then(new DeadlinePassed());
        assertThat(scene.ended()).isEqualTo(EndReason.LOST);
    }

    @Test
    void whoseTimeIsOverGivesTheOthersNone() {
        Scene scene = Scene.group().then(new DeviceAway(phone(ANN))).then(new DeviceAway(phone(BOB)));
        scene.then(new DeviceAway(phone(CY))).after(CallPolicy.UNATTENDED_GRACE);

        scene.then(new DeadlinePassed()).then(new DeadlinePassed());

        assertThat(scene.ended()).isEqualTo(EndReason.LOST);
    }

    @Test
    void whoIsBackFirstWaitsTheWholeGraceForTheOther() {
        Scene scene = Scene.answered().then(new DeviceAway(phone(ANN))).then(new DeviceAway(phone(BOB)));

        scene.after(Duration.ofSeconds(100)).then(new DeviceBack(phone(ANN)));

        assertThat(awaySince(scene, BOB)).isEqualTo(scene.now);
        assertThat(scene.call.deadline()).isEqualTo(scene.now.plus(CallPolicy.JOINED_GRACE));
    }

    @Test
    void whoIsStillTalkingInAGroupIsNotOfThoseWhoAreAllAway() {
        Scene scene = Scene.group().then(new DeviceAway(phone(ANN))).then(new DeviceAway(phone(BOB)));

        assertThat(scene.call.deadline()).isEqualTo(scene.now.plus(CallPolicy.JOINED_GRACE));
        scene.then(new HangUp(phone(CY), EndReason.HUNG_UP));
        assertThat(scene.call.deadline()).isEqualTo(scene.now.plus(CallPolicy.UNATTENDED_GRACE));
    }

    @Test
    void noPhoneRingsForLongWhenTheCallerIsAway() {
        Scene scene = Scene.ringing().then(new DeviceAway(phone(ANN)));
        assertThat(scene.call.deadline()).isEqualTo(scene.now.plus(CallPolicy.RINGING_GRACE));

        scene.after(CallPolicy.RINGING_GRACE).then(new DeadlinePassed());

        assertThat(scene.ended()).isEqualTo(EndReason.LOST);
        assertThat(scene.entry(BOB).missed()).isTrue();
    }

    @Test
    void anAnswerGivesACallerWhoIsAwayTheLongerGrace() {
        Scene scene = Scene.ringing().then(new DeviceAway(phone(ANN)));
        Instant away = scene.now;

        scene.after(Duration.ofSeconds(10)).then(new Accept(phone(BOB), ALL, Media.VIDEO));

        assertThat(scene.call.deadline()).isEqualTo(away.plus(CallPolicy.JOINED_GRACE));
    }

    @Test
    void aCalleeIsAwayOnlyWhenNoDeviceRings() {
        Scene scene = Scene.ringing().then(new Ring(desk(BOB))).then(new DeviceAway(phone(BOB)));
        assertThat(awaySince(scene, BOB)).isNull();

        scene.then(new DeviceAway(desk(BOB)));
        assertThat(awaySince(scene, BOB)).isEqualTo(scene.now);
        assertThat(scene.call.deadline()).isEqualTo(scene.now.plus(CallPolicy.RINGING_GRACE));

        scene.then(new DeviceBack(phone(BOB)));
        assertThat(awaySince(scene, BOB)).isNull();
        assertThat(scene.call.deadline()).isEqualTo(scene.call.ringEndsAt());
    }

    @Test
    void aCalleeWhoseDevicesStayAwayIsUnreachable() {
        Scene scene = Scene.ringing().then(new DeviceAway(phone(BOB)));

        scene.after(CallPolicy.RINGING_GRACE).then(new DeadlinePassed());

        assertThat(scene.ended()).isEqualTo(EndReason.UNREACHABLE);
        assertThat(scene.entry(BOB).missed()).isTrue();
    }

    @Test
    void theRingTimeoutComesFirstWhenTheGraceWouldOutlastIt() {
        Scene scene = Scene.ringing().after(Duration.ofSeconds(40)).then(new DeviceAway(phone(BOB)));

        scene.after(Duration.ofSeconds(5)).then(new DeadlinePassed());

        assertThat(scene.ended()).isEqualTo(EndReason.NO_ANSWER);
    }

    @Test
    void theEarliestOfTwoDeadlinesGivesTheReason() {
        Scene scene = Scene.ringing().then(new DeviceAway(phone(BOB))).after(Duration.ofSeconds(1));
        scene.then(new DeviceAway(phone(ANN)));

        scene.after(Duration.ofHours(1)).then(new DeadlinePassed());

        assertThat(scene.ended()).isEqualTo(EndReason.UNREACHABLE);
        assertThat(scene.left(ANN)).isEqualTo(EndReason.UNREACHABLE);
    }

    @Test
    void oneWhoWaitsByALinkHasTheLongerGrace() {
        Scene scene = Scene.link().then(new DeviceAway(phone(ANN)));

        assertThat(scene.call.deadline()).isEqualTo(scene.now.plus(CallPolicy.JOINED_GRACE));
    }

    @Test
    void joiningAgainByTheLinkEndsTheAbsence() {
        Scene scene = Scene.link().then(new DeviceAway(phone(ANN))).then(joins(ANN));

        assertThat(awaySince(scene, ANN)).isNull();
    }

    @Test
    void aServerThatWasDownGivesEverybodyTheWholeGraceAgain() {
        Scene scene = Scene.answered().then(new DeviceAway(phone(ANN))).after(Duration.ofHours(1));

        scene.then(new ServerStarted());

        assertThat(awaySince(scene, ANN)).isEqualTo(scene.now);
        assertThat(awaySince(scene, BOB)).isEqualTo(scene.now);
        assertThat(scene.call.deadline()).isEqualTo(scene.now.plus(CallPolicy.UNATTENDED_GRACE));
    }

    @Test
    void aRingGoesOnAfterTheServerWasDown() {
        Scene scene = Scene.ringing().after(Duration.ofSeconds(3)).then(new ServerStarted());
        assertThat(awaySince(scene, BOB)).isEqualTo(scene.now);

        scene.then(new DeviceBack(phone(ANN))).then(new Ring(phone(BOB)))
                .then(new Accept(phone(BOB), ALL, Media.VIDEO));

        assertThat(scene.call.answered()).isTrue();
    }

    @Test
    void aClockThatWasSetBackBeforeTheServerStartedDoesNotProlongTheRing() {
        Scene scene = Scene.ringing().after(Duration.ofHours(-1)).then(new ServerStarted());

        scene.then(new DeviceBack(phone(ANN))).then(new Ring(phone(BOB)));

        assertThat(scene.call.deadline()).isEqualTo(scene.now.plus(CallPolicy.RING));
    }

    private static @Nullable Instant awaySince(Scene scene, User user) {
        return scene.call.participant(user.id()).orElseThrow().awaySince();
    }
}
