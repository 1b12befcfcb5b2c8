package callbox.call;

import static callbox.call.Replies.done;
import static callbox.call.Scene.ALL;
import static callbox.call.Scene.ANN;
import static callbox.call.Scene.BOB;
import static callbox.call.Scene.CY;
import static callbox.call.Scene.START;
import static callbox.call.Scene.desk;
import static callbox.call.Scene.phone;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who may send a signal to whom (docs/PROTOCOL.md, `call.signal`). Ann calls Bob, who has a phone and a desk.
class SignalRouteTest {
    private static final CallId CALL = new CallId("c1");

    private final FakeWorld world = new FakeWorld(START);
    private final InMemoryCallStore store = new InMemoryCallStore();
    private final Switchboard switchboard = world.switchboard(store, store);

    @BeforeEach
    void annCallsBob() {
        for (User user : List.of(ANN, BOB, CY)) {
            world.online(phone(world.knows(user)));
            world.online(desk(user));
        }
        done(switchboard.invite(phone(ANN), new Invitation(CALL, BOB.id(), Media.VIDEO, ALL)));
    }

    @Test
    void theCallerReachesEveryDeviceThatMayAnswer() {
        assertThat(switchboard.signalTargets(phone(ANN), CALL, BOB.id()))
                .isEqualTo(new SignalRoute.To(Set.of(phone(BOB).device(), desk(BOB).device())));
    }

    @Test
    void nothingOfTheCalleeLeavesBeforeTheAccept() {
        done(switchboard.ring(phone(BOB), CALL));

        assertThat(switchboard.signalTargets(phone(BOB), CALL, ANN.id())).isEqualTo(notInCall());
    }

    @Test
    void theDevicesThatJoinedReachEachOtherAndNoOthers() {
        done(switchboard.accept(desk(BOB), CALL, ALL));

        assertThat(switchboard.signalTargets(phone(ANN), CALL, BOB.id()))
                .isEqualTo(new SignalRoute.To(Set.of(desk(BOB).device())));
        assertThat(switchboard.signalTargets(desk(BOB), CALL, ANN.id()))
                .isEqualTo(new SignalRoute.To(Set.of(phone(ANN).device())));
        assertThat(switchboard.signalTargets(phone(BOB), CALL, ANN.id())).isEqualTo(notInCall());
    }

    @Test
    void aStrangerReachesNobodyAndIsReachedByNobody() {
        assertThat(switchboard.signalTargets(phone(CY), CALL, ANN.id())).isEqualTo(notInCall());
        assertThat(switchboard.signalTargets(phone(ANN), CALL, CY.id())).isEqualTo(peerNotInCall());
        assertThat(switchboard.signalTargets(phone(ANN), CALL, ANN.id())).isEqualTo(peerNotInCall());
    }

    @Test
    void anEndedOrUnknownCallCarriesNothing() {
        done(switchboard.hangUp(phone(ANN), CALL, EndReason.HUNG_UP));

        assertThat(switchboard.signalTargets(phone(ANN), CALL, BOB.id())).isEqualTo(notInCall());
        assertThat(switchboard.signalTargets(phone(ANN), new CallId("c0"), BOB.id())).isEqualTo(notInCall());
    }

    @Test
    void whoLeftIsNotReachedAnyMore() {
        done(switchboard.accept(desk(BOB), CALL, ALL));
        done(switchboard.invite(phone(ANN), new Invitation(CALL, CY.id(), Media.VIDEO, ALL)));
        done(switchboard.decline(phone(CY), CALL));

        assertThat(switchboard.signalTargets(phone(ANN), CALL, CY.id())).isEqualTo(peerNotInCall());
    }

    private static SignalRoute notInCall() {
        return new SignalRoute.Refused(Refusal.NOT_IN_CALL);
    }

    private static SignalRoute peerNotInCall() {
        return new SignalRoute.Refused(Refusal.PEER_NOT_IN_CALL);
    }
}
