package callbox.server.store;

import static callbox.call.Replies.done;
import static org.assertj.core.api.Assertions.assertThat;

import callbox.call.Call;
import callbox.call.CallId;
import callbox.call.CallReply;
import callbox.call.DeviceId;
import callbox.call.DeviceRef;
import callbox.call.EndReason;
import callbox.call.FakeWorld;
import callbox.call.Invitation;
import callbox.call.Link;
import callbox.call.LinkId;
import callbox.call.Media;
import callbox.call.Switchboard;
import callbox.call.Tracks;
import callbox.call.User;
import callbox.call.UserId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruningTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final DeviceRef ANN = new DeviceRef(new UserId("ann"), new DeviceId("ann-1"));
    private static final DeviceRef BOB = new DeviceRef(new UserId("bob"), new DeviceId("bob-1"));

    @TempDir
    Path folder;

    private final FakeWorld world = new FakeWorld(START);
    private Database database;
    private SqlCallStore calls;
    private SqlHistoryStore history;
    private Switchboard switchboard;
    private Pruning pruning;

    @BeforeEach
    void open() {
        database = Database.sqlite(folder.resolve("callbox.db"));
        calls = new SqlCallStore(database);
        history = new SqlHistoryStore(database);
        switchboard = world.switchboard(calls, new SqlLinkStore(database));
        pruning = new Pruning(database);
        world.knows(new User(ANN.user(), "Ann"));
        world.knows(new User(BOB.user(), "Bob"));
        world.online(BOB);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anEndedCallIsForgottenAfterTheRetention() {
        CallId call = endedCall("c1");

        assertThat(pruning.prune(START.plus(Pruning.RETENTION))).isZero();
        assertThat(calls.find(call)).isPresent();

        assertThat(pruning.prune(START.plus(Pruning.RETENTION).plusMillis(1))).isEqualTo(3);
        assertThat(calls.find(call)).isEmpty();
        assertThat(history.history(BOB.user(), null, 10).entries()).isEmpty();
        assertThat(history.missed(BOB.user())).isZero();
    }

    @Test
    void aLiveCallIsKeptHoweverOldItIs() {
        Call call = done(invite("c1"));

        assertThat(pruning.prune(START.plus(Duration.ofDays(10_000)))).isZero();
        assertThat(calls.liveCallOf(BOB.user())).contains(call);
    }

    @Test
    void aLinkIsForgottenWhenItHasExpired() {
        LinkId link = switchboard.createLink(ANN.user(), Media.AUDIO).id();

        assertThat(pruning.prune(START.plus(Link.LIFETIME))).isZero();
        assertThat(pruning.prune(START.plus(Link.LIFETIME).plusMillis(1))).isEqualTo(1);
        assertThat(switchboard.preview(link)).isEmpty();
    }

    @Test
    void oneRunRemovesNoMoreThanABatch() {
        for (int number = 0; number < Pruning.BATCH + 1; number++) {
            switchboard.createLink(ANN.user(), Media.AUDIO);
        }
        Instant later = START.plus(Link.LIFETIME).plusMillis(1);

        assertThat(pruning.prune(later)).isEqualTo(Pruning.BATCH);
        assertThat(pruning.prune(later)).isEqualTo(1);
        assertThat(pruning.prune(later)).isZero();
    }

    private CallId endedCall(String id) {
        Call call = done(invite(id));
        return done(switchboard.hangUp(ANN, call.id(), EndReason.HUNG_UP)).id();
    }

    private CallReply invite(String id) {
        Invitation wanted = new Invitation(new CallId(id), BOB.user(), Media.VIDEO, Tracks.NONE);
        return switchboard.invite(ANN, wanted);
    }
}
