package callbox.call;

import static callbox.call.Scene.ANN;
import static callbox.call.Scene.BOB;
import static callbox.call.Scene.CY;
import static callbox.call.Scene.START;
import static callbox.call.Scene.phone;
import static org.assertj.core.api.Assertions.assertThat;

import callbox.call.CallEffect.HistoryAdded;
import callbox.call.CallEvent.Accept;
import callbox.call.CallEvent.HangUp;
import callbox.call.CallEvent.Invite;
import callbox.call.CallOutcome.Changed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [HistoryStore] keeps to, together with the [CallStore] that fills it.
public abstract class HistoryContract {
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    private final CallEngine engine = new CallEngine(CallPolicy.DEFAULT);

    protected abstract CallStore calls();

    protected abstract HistoryStore history();

    @Test
    void whoeverWasInACallFindsItInTheirLogAsItWasAnnounced() {
        HistoryEntry missed = entryOf(BOB, miss("c1", START));

        assertThat(history().history(BOB.id(), null, 10).entries()).containsExactly(missed);
        assertThat(history().history(ANN.id(), null, 10).entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.direction()).isEqualTo(Role.CALLER));
        assertThat(history().history(CY.id(), null, 10)).isEqualTo(new HistoryPage(List.of(), null));
    }

    @Test
    void anAnsweredCallKeepsAllThatTheLogShows() {
        Scene scene = commit(Scene.placed());
        commit(scene.after(ONE_SECOND).then(new Accept(phone(BOB), Scene.ALL, Media.AUDIO)));
        commit(scene.after(ONE_SECOND).then(new HangUp(phone(ANN), EndReason.FAILED)));

        assertThat(history().history(BOB.id(), null, 10).entries()).containsExactly(scene.entry(BOB));
        assertThat(history().history(ANN.id(), null, 10).entries()).containsExactly(scene.entry(ANN));
    }

    @Test
    void pagesFollowEachOtherNewestFirst() {
        for (int call = 0; call < 7; call++) {
            miss("c" + call, START.plusMillis(call / 2));
        }
        List<String> seen = new ArrayList<>();
        HistoryCursor cursor = null;
        do {
            HistoryPage page = history().history(BOB.id(), cursor, 3);
            page.entries().forEach(entry -> seen.add(entry.call().value()));
            cursor = page.next();
        } while (cursor != null);

        assertThat(seen).containsExactly("c6", "c5", "c4", "c3", "c2", "c1", "c0");
    }

    @Test
    void theLastPageSaysThatItIsTheLast() {
        miss("c1", START);
        miss("c2", START);

        assertThat(history().history(BOB.id(), null, 2).next()).isNull();
        assertThat(history().history(BOB.id(), null, 1).next())
                .isEqualTo(new HistoryCursor(START, new CallId("c2")));
    }

    @Test
    void missedCallsCountUntilTheyAreSeen() {
        assertThat(history().missed(BOB.id())).isZero();
        miss("c1", START);
        miss("c2", START);
        assertThat(history().missed(BOB.id())).isEqualTo(2);
        assertThat(history().missed(ANN.id())).isZero();

        history().markSeen(BOB.id());
        assertThat(history().missed(BOB.id())).isZero();
        assertThat(history().history(BOB.id(), null, 10).entries()).allMatch(HistoryEntry::missed);

        miss("c3", START);
        assertThat(history().missed(BOB.id())).isEqualTo(1);
    }

    @Test
    void anEntryTakesThePlaceOfTheOneBeforeItInTheSameCall() {
        Scene scene = commit(Scene.link());
        commit(scene.after(ONE_SECOND).then(new Invite(phone(ANN), BOB, Reach.BUSY)));
        assertThat(history().missed(BOB.id())).isEqualTo(1);

        commit(scene.after(ONE_SECOND).then(Scene.joins(BOB)));
        commit(scene.after(ONE_SECOND).then(new HangUp(phone(BOB), EndReason.HUNG_UP)));

        assertThat(history().missed(BOB.id())).isZero();
        assertThat(history().history(BOB.id(), null, 10).entries()).containsExactly(scene.entry(BOB));
    }

    @Test
    void aChangeThatIsNotStoredWritesNoLog() {
        miss("c1", START);

        assertThat(calls().commit(busy("c1", START))).isFalse();
        assertThat(history().missed(BOB.id())).isEqualTo(1);
    }

    /// Ann calls Bob, who is busy.
    private Changed miss(String id, Instant now) {
        Changed missed = busy(id, now);
        assertThat(calls().commit(missed)).isTrue();
        return missed;
    }

    private Changed busy(String id, Instant now) {
        Invitation wanted = new Invitation(new CallId(id), BOB.id(), Media.VIDEO, Scene.ALL);
        return engine.place(wanted, ANN, phone(ANN).device(), BOB, Reach.BUSY, now);
    }

    private Scene commit(Scene scene) {
        assertThat(calls().commit(new Changed(scene.call, scene.effects))).isTrue();
        return scene;
    }

    private static HistoryEntry entryOf(User user, Changed change) {
        return change.effects().stream()
                .filter(effect -> effect instanceof HistoryAdded added && added.user().equals(user.id()))
                .map(effect -> ((HistoryAdded) effect).entry())
                .findFirst()
                .orElseThrow();
    }
}
