package callbox.call;

import static callbox.call.Scene.ALL;
import static callbox.call.Scene.BOB;
import static callbox.call.Scene.VOICE;
import static callbox.call.Scene.desk;
import static callbox.call.Scene.phone;
import static org.assertj.core.api.Assertions.assertThat;

import callbox.call.CallEvent.DeviceAway;
import callbox.call.CallEvent.DeviceBack;
import callbox.call.CallEvent.HangUp;
import callbox.call.CallEvent.Hears;
import callbox.call.CallEvent.Take;
import callbox.call.CallEvent.TracksChanged;
import callbox.call.ParticipantState.Joined;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A person goes on with the same call on another device (docs/PROTOCOL.md, `call.take`).
class MoveTest {
    private final Scene scene = Scene.answered();
    private final Instant joinedAt = scene.now;
    private final long seen = scene.call.version();

    @Test
    void theCallGoesOnOnTheDeviceThatTakesIt() {
        scene.after(Duration.ofMinutes(1)).then(new Take(desk(BOB), seen, VOICE));

        assertThat(scene.state(BOB)).isEqualTo(new Joined(desk(BOB).device(), seen + 1, joinedAt, VOICE, null));
        assertThat(scene.call.answeredAt()).isEqualTo(joinedAt);
        assertThat(scene.effects).containsExactly(
                new CallEffect.CallChanged(scene.call, Set.of(Scene.ANN.id(), BOB.id())));
    }

    @Test
    void andBackByTheSameRequest() {
        scene.then(new Take(desk(BOB), seen, VOICE)).then(new Take(phone(BOB), scene.call.version(), ALL));

        assertThat(scene.call.participant(BOB.id()).orElseThrow().joinedOn(phone(BOB).device())).isTrue();
    }

    @Test
    void theDeviceThatItLeftHasNoSayAnyMore() {
        scene.then(new Take(desk(BOB), seen, ALL));

        assertThat(scene.ask(new DeviceAway(phone(BOB)))).isEqualTo("unchanged");
        assertThat(scene.ask(new Hears(phone(BOB), Scene.ANN.id()))).isEqualTo("not-in-call");
        assertThat(scene.ask(new HangUp(phone(BOB), EndReason.HUNG_UP))).isEqualTo("not-in-call");
        assertThat(scene.ask(new TracksChanged(phone(BOB), VOICE))).isEqualTo("not-in-call");
    }

    @Test
    void comingBackDoesNotFetchItBack() {
        scene.then(new DeviceAway(phone(BOB))).then(new Take(desk(BOB), seen, ALL));

        assertThat(scene.ask(new DeviceBack(phone(BOB), false))).isEqualTo("unchanged");
        assertThat(scene.call.deadline()).isNull();
    }

    @Test
    void requestThatIsRepeatedTooLateDoesNotFetchItBack() {
        Take byDesk = new Take(desk(BOB), seen, ALL);
        scene.then(byDesk);
        assertThat(scene.ask(byDesk)).as("repeated at once").isEqualTo("unchanged");

        scene.then(new Take(phone(BOB), scene.call.version(), ALL));

        assertThat(scene.ask(byDesk)).as("repeated after the phone took it back").isEqualTo("moved-elsewhere");
    }

    @Test
    void whatOthersChangedMeanwhileDoesNotMatter() {
        scene.then(new TracksChanged(phone(Scene.ANN), VOICE));

        assertThat(scene.ask(new Take(desk(BOB), seen, ALL))).isEqualTo("changed");
    }

    @Test
    void anAudioCallGetsNoCameraByMoving() {
        Scene audio = Scene.ringing().then(new CallEvent.Accept(phone(BOB), VOICE, Media.AUDIO));

        audio.then(new Take(desk(BOB), audio.call.version(), ALL));

        assertThat(audio.call.participant(BOB.id()).orElseThrow().tracks()).isEqualTo(VOICE);
    }
}
