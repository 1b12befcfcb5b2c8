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
import callbox.call.CallEvent.WantedElsewhere;
import callbox.call.CallPolicy.Grace;
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
        assertThat(scene.call.deadline()).isEqualTo(scene.now.plus(Grace.JOINED));

        scene.after(Duration.ofSeconds(29)).then(new DeviceBack(phone(BOB), false));
        assertThat(awaySince(scene, BOB)).isNull();
        assertThat(scene.call.deadline()).isNull();
    }

    @Test
    void aJoinedDeviceThatStaysAwayIsLost() {
        Scene scene = Scene.answered().then(new DeviceAway(phone(BOB)));

        scene.after(Grace.JOINED).then(new DeadlinePassed());

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
        assertThat(scene.ask(new DeviceBack(desk(BOB), false))).isEqualTo("unchanged");
    }

    @Test
    void whoIsHeardIsNotLost() {
        Scene scene = Scene.answered().then(new DeviceAway(phone(BOB))).after(Grace.JOINED.minus(TICK));

        scene.then(new Hears(phone(ANN), BOB.id()));

        assertThat(awaySince(scene, BOB)).isEqualTo(scene.now);
        assertThat(scene.call.deadline()).isEqualTo(scene.now.plus(Grace.JOINED));
        scene.after(Grace.JOINED).then(new DeadlinePassed());
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

        assertThat(scene.call.deadline()).isEqualTo(first.plus(Grace.LONGEST));
        scene.after(Grace.LONGEST).then(new DeadlinePassed());
        assertThat(scene.ended()).isEqualTo(EndReason.LOST);
    }

    @Test
    void whatNobodyEndedHasLastedUntilSomebodyWouldHaveGivenItUp() {
        Scene scene = allAway();
        Instant away = scene.now;

        scene.after(Grace.LONGEST).then(new DeadlinePassed());

        assertThat(scene.call.end()).isEqualTo(new CallEnd(away.plus(Grace.JOINED), EndReason.LOST));
        assertThat(scene.entry(ANN).endedAt()).isEqualTo(away.plus(Grace.JOINED));
        assertThat(scene.entry(BOB).endedAt()).isEqualTo(away.plus(Grace.JOINED));
    }

    @Test
    void aPageThatWasThereAllTheTimeGoesOnHoweverLongNobodyWasHeardOf() {
        Scene scene = allAway().after(Duration.ofHours(3)).then(new DeviceBack(phone(ANN), false));

        scene.after(Duration.ofSeconds(29)).then(new DeviceBack(phone(BOB), false));

        assertThat(scene.call.live()).isTrue();
        assertThat(scene.call.deadline()).isNull();
    }

    @Test
    void aNewPageIsAReloadForAsLongAsOneTakes() {
        Scene scene = allAway().after(Grace.UNATTENDED.minus(TICK)).then(new DeviceBack(phone(ANN), true));

        assertThat(awaySince(scene, ANN)).isNull();
    }

    @Test
    void aNewPageFindsNoCallThatNobodyHasAttendedForLong() {
        Scene scene = allAway();
        Instant away = scene.now;

        scene.after(Grace.UNATTENDED).then(new DeviceBack(phone(ANN), true));

        assertThat(scene.call.end()).isEqualTo(new CallEnd(away.plus(Grace.JOINED), EndReason.LOST));
    }

    @Test
    void aNewPageGoesOnInACallThatTheOthersAttend() {
        Scene scene = Scene.answered().then(new DeviceAway(phone(ANN)));
        for (int heard = 0; heard < 20; heard++) {
            scene.after(Duration.ofSeconds(9)).then(new Hears(phone(BOB), ANN.id()));
        }

        assertThat(awaySince(scene.then(new DeviceBack(phone(ANN), true)), ANN)).isNull();
    }

    @Test
    void anotherDeviceOfTheirsSaysNothingAboutACallThatNobodyAttends() {
        Scene scene = allAway().after(Grace.UNATTENDED);

        assertThat(scene.ask(new DeviceBack(desk(ANN), true))).isEqualTo("unchanged");
    }

    @Test
    void aCallThatNobodyAttendsLetsGoOfWhoIsWantedElsewhere() {
        Scene scene = allAway();
        assertThat(scene.after(Grace.UNATTENDED.minus(TICK)).ask(new WantedElsewhere(ANN.id()))).isEqualTo("unchanged");

        scene.after(TICK).then(new WantedElsewhere(ANN.id()));

        assertThat(scene.left(ANN)).isEqualTo(EndReason.LOST);
        assertThat(scene.ended()).isEqualTo(EndReason.LOST);
    }

    @Test
    void aCallThatSomebodyAttendsLetsNobodyGo() {
        Scene scene = Scene.answered().then(new DeviceAway(phone(ANN))).after(Grace.UNATTENDED);

        assertThat(scene.ask(new WantedElsewhere(ANN.id()))).isEqualTo("unchanged");
    }

    private static Scene allAway() {
        return Scene.answered().then(new DeviceAway(phone(ANN))).then(new DeviceAway(phone(BOB)));
    }

    @Test
    void whoseTimeIsOverGivesTheOthersNone() {
        Scene scene = Scene.group().then(new DeviceAway(phone(ANN))).then(new DeviceAway(phone(BOB)));
        scene.then(new DeviceAway(phone(CY))).after(Grace.LONGEST);

        scene.then(new DeadlinePassed()).then(new DeadlinePassed());

        assertThat(scene.ended()).isEqualTo(EndReason.LOST);
    }

    @Test
    void whoIsBackFirstWaitsTheWholeGraceForTheOther() {
        Scene scene = Scene.answered().then(new DeviceAway(phone(ANN))).then(new DeviceAway(phone(BOB)));

        scene.after(Duration.ofSeconds(100)).then(new DeviceBack(phone(ANN), false));

        assertThat(awaySince(scene, BOB)).isEqualTo(scene.now);
        assertThat(scene.call.deadline()).isEqualTo(scene.now.plus(Grace.JOINED));
    }

    @Test
    void whoIsStillTalkingInAGroupIsNotOfThoseWhoAreAllAway() {
        Scene scene = Scene.group().then(new DeviceAway(phone(ANN))).then(new DeviceAway(phone(BOB)));

        assertThat(scene.call.deadline()).isEqualTo(scene.now.plus(Grace.JOINED));
        scene.then(new HangUp(phone(CY), EndReason.HUNG_UP));
        assertThat(scene.call.deadline()).isEqualTo(scene.now.plus(Grace.LONGEST));
    }

    @Test
    void noPhoneRingsForLongWhenTheCallerIsAway() {
        Scene scene = Scene.ringing().then(new DeviceAway(phone(ANN)));
        assertThat(scene.call.deadline()).isEqualTo(scene.now.plus(Grace.RINGING));

        scene.after(Grace.RINGING).then(new DeadlinePassed());

        assertThat(scene.ended()).isEqualTo(EndReason.LOST);
        assertThat(scene.entry(BOB).missed()).isTrue();
    }

    @Test
    void anAnswerGivesACallerWhoIsAwayTheLongerGrace() {
        Scene scene = Scene.ringing().then(new DeviceAway(phone(ANN)));
        Instant away = scene.now;

        scene.after(Duration.ofSeconds(10)).then(new Accept(phone(BOB), ALL, Media.VIDEO));

        assertThat(scene.call.deadline()).isEqualTo(away.plus(Grace.JOINED));
    }

    @Test
    void aCalleeIsAwayOnlyWhenNoDeviceRings() {
        Scene scene = Scene.ringing().then(new Ring(desk(BOB))).then(new DeviceAway(phone(BOB)));
        assertThat(awaySince(scene, BOB)).isNull();

        scene.then(new DeviceAway(desk(BOB)));
        assertThat(awaySince(scene, BOB)).isEqualTo(scene.now);
        assertThat(scene.call.deadline()).isEqualTo(scene.now.plus(Grace.RINGING));

        scene.then(new DeviceBack(phone(BOB), false));
        assertThat(awaySince(scene, BOB)).isNull();
        assertThat(scene.call.deadline()).isEqualTo(scene.call.ringEndsAt());
    }

    @Test
    void aCalleeWhoseDevicesStayAwayIsUnreachable() {
        Scene scene = Scene.ringing().then(new DeviceAway(phone(BOB)));

        scene.after(Grace.RINGING).then(new DeadlinePassed());

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

        assertThat(scene.call.deadline()).isEqualTo(scene.now.plus(Grace.JOINED));
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
        assertThat(scene.call.deadline()).isEqualTo(scene.now.plus(Grace.LONGEST));
    }

    @Test
    void aRingGoesOnAfterTheServerWasDown() {
        Scene scene = Scene.ringing().after(Duration.ofSeconds(3)).then(new ServerStarted());
        assertThat(awaySince(scene, BOB)).isEqualTo(scene.now);

        scene.then(new DeviceBack(phone(ANN), false)).then(new Ring(phone(BOB)))
                .then(new Accept(phone(BOB), ALL, Media.VIDEO));

        assertThat(scene.call.answered()).isTrue();
    }

    @Test
    void aClockThatWasSetBackBeforeTheServerStartedDoesNotProlongTheRing() {
        Scene scene = Scene.ringing().after(Duration.ofHours(-1)).then(new ServerStarted());

        scene.then(new DeviceBack(phone(ANN), false)).then(new Ring(phone(BOB)));

        assertThat(scene.call.deadline()).isEqualTo(scene.now.plus(CallPolicy.RING));
    }

    private static @Nullable Instant awaySince(Scene scene, User user) {
        return scene.call.participant(user.id()).orElseThrow().awaySince();
    }
}
