package callbox.server.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.server.store.Database;
import callbox.server.store.SqlCallStore;
import callbox.server.store.SqlHistoryStore;
import callbox.server.store.SqlLinkStore;
import callbox.server.store.SqlUserStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Pages that reload, and servers that die and start again over the same file (docs/PROTOCOL.md, How a device comes back).
class ReturnTest {
    private static final String CALL = "c_0123456789012345678901";
    private static final Map<String, Boolean> ALL = Map.of("audio", true, "camera", true, "screen", false);

    @TempDir
    private Path folder = Path.of("");

    private Database database;
    private House house;
    private TestDevice ann;
    private TestDevice bob;

    @BeforeEach
    void twoAreOnline() {
        database = open();
        house = new House(stores(database));
        ann = house.online("Ann");
        bob = house.online("Bob");
        house.passes(Duration.ofSeconds(1));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void reloadedPageIsInItsCallAndNobodySawItGo() {
        theyTalk();
        bob.connect();

        var call = bob.helloAgain().get("call");

        assertThat(call.at("/you/here").booleanValue()).isTrue();
        assertThat(call.at("/you/state").stringValue()).isEqualTo("joined");
        ann.hearsNothing();
    }

    @Test
    void pageThatReloadsWhileItRingsRingsAgain() {
        annCalls();
        bob.asks("call.ring", "call", CALL);
        bob.drop();
        ann.forgetAll();
        bob.connect();

        var call = bob.helloAgain().get("call");

        assertThat(call.at("/you/state").stringValue()).isEqualTo("ringing");
        assertThat(ann.sees().at("/participants/1/awaySince").isNull()).isTrue();
        assertThat(bob.asks("call.ring", "call", CALL).get("type").stringValue()).isEqualTo("result");
    }

    @Test
    void killedServerFindsTheCallAndItsTrueLength() {
        var answeredAt = house.clock.instant().toEpochMilli();
        theyTalk();
        house.passes(Duration.ofSeconds(179));
        isKilledFor(Duration.ofSeconds(40));

        comesBack(ann);
        var call = comesBack(bob);
        assertThat(call.at("/you/here").booleanValue()).isTrue();
        assertThat(call.at("/participants/0/awaySince").isNull()).isTrue();
        house.passes(Duration.ofMinutes(1));
        ann.asks("call.hang-up", "call", CALL);

        for (var device : new TestDevice[]{ann, bob}) {
            var entries = device.asks("history.list").get("entries");
            assertThat(entries).hasSize(1);
            assertThat(entries.get(0).get("answeredAt").longValue()).isEqualTo(answeredAt);
            assertThat(entries.get(0).get("endedAt").longValue() - answeredAt)
                    .isEqualTo(Duration.ofSeconds(180 + 40 + 60).toMillis());
        }
    }

    @Test
    void whoDoesNotComeBackHasTheWholeGraceFromTheStartOn() {
        theyTalk();
        isKilledFor(Duration.ofMinutes(2));
        comesBack(ann);

        house.passes(Duration.ofMillis(29_750));
        ann.forgetAll();
        house.passes(Duration.ofMillis(250));

        ann.forget("history.added");
        assertThat(ann.sees().get("endReason").stringValue()).isEqualTo("lost");
    }

    @Test
    void callThatRangWhenTheServerDiedRingsOn() {
        annCalls();
        bob.asks("call.ring", "call", CALL);
        isKilledFor(Duration.ofSeconds(5));
        comesBack(ann);

        assertThat(comesBack(bob).at("/you/state").stringValue()).isEqualTo("ringing");
        ann.forget("people.changed");
        assertThat(ann.sees().at("/participants/1/awaySince").isNull()).isTrue();
        bob.asks("call.accept", "call", CALL, "tracks", ALL);

        assertThat(ann.sees().at("/participants/1/state").stringValue()).isEqualTo("joined");
    }

    @Test
    void callThatRangWhenTheServerDiedEndsForBothWhenTheCallerStaysAway() {
        annCalls();
        bob.asks("call.ring", "call", CALL);
        isKilledFor(Duration.ofSeconds(5));
        comesBack(bob);

        house.passes(Duration.ofSeconds(15));

        bob.forget("people.changed");
        bob.forget("history.added");
        assertThat(bob.sees().get("endReason").stringValue()).isEqualTo("lost");
        ann.connect();
        assertThat(ann.resume().get("call").isNull()).isTrue();
    }

    @Test
    void requestWhoseAnswerDiedWithTheServerIsRepeatedWithoutHarm() {
        annCalls();
        var accept = TestDevice.request("a", "call.accept", "call", CALL, "tracks", ALL);
        bob.says(accept);
        isKilledFor(Duration.ofSeconds(1));
        comesBack(ann);
        comesBack(bob);

        bob.says(accept);

        assertThat(bob.answerTo("a").at("/call/you/here").booleanValue()).isTrue();
    }

    @Test
    void stoppedServerTellsTheDevicesWhichFindTheirCallInTheNextOne() {
        theyTalk();
        house.stop();
        assertThat(ann.closed()).isEqualTo(CloseCode.SERVER_STOPPING);
        isKilledFor(Duration.ofSeconds(2));

        comesBack(ann);

        assertThat(comesBack(bob).at("/you/here").booleanValue()).isTrue();
    }

    private void annCalls() {
        ann.asks("call.invite", "call", CALL, "to", bob.user(), "media", "video", "tracks", ALL);
    }

    private void theyTalk() {
        annCalls();
        bob.asks("call.accept", "call", CALL, "tracks", ALL);
        house.passes(Duration.ofSeconds(1));
        ann.forgetAll();
        bob.forgetAll();
    }

    private void isKilledFor(Duration time) {
        house.isKilled();
        database.close();
        house.clock.advance(time);
        database = open();
        house.startsAgain(stores(database));
    }

    /// Tries to resume, as a page does that did not notice what had happened.
    private static JsonNode comesBack(TestDevice device) {
        device.connect();
        var welcome = device.resume();
        assertThat(welcome.at("/session/resumed").booleanValue()).isFalse();
        return welcome.get("call");
    }

    private Database open() {
        return Database.sqlite(folder.resolve("callbox.db"));
    }

    private static Stores stores(Database database) {
        return new Stores(new SqlCallStore(database), new SqlLinkStore(database), new SqlHistoryStore(database),
                new SqlUserStore(database));
    }
}
