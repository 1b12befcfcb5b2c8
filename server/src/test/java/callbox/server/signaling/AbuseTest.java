package callbox.server.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.server.config.SignalingConfig;
import callbox.server.signaling.wire.Golden;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AbuseTest {
    private static final int BURST = 200;

    private final House house = new House();
    private final TestDevice eve = house.online("Eve");

    static Stream<String> badFrames() {
        return Golden.names("bad");
    }

    @ParameterizedTest
    @MethodSource("badFrames")
    void badFrameIsAnsweredAndTheConnectionGoesOn(String name) {
        var golden = Golden.read("bad", name);

        eve.says(golden.get("frame").stringValue());

        assertThat(eve.hears("error").get("code")).isEqualTo(golden.at("/error/code"));
        assertThat(eve.closed()).isNull();
        eve.says("{\"type\":\"ping\"}");
        eve.hears("pong");
    }

    @Test
    void seventeenthBadFrameIsTheLast() {
        for (int i = 0; i < 16; i++) {
            eve.says("{");
        }
        assertThat(eve.closed()).isNull();
        eve.says("{");

        assertThat(eve.closed()).isEqualTo(CloseCode.PROTOCOL_BROKEN);
    }

    @Test
    void deviceThatSendsTooMuchIsToldWhenToComeBack() {
        for (int i = 0; i < BURST; i++) {
            eve.asks("history.list");
        }

        var refused = eve.asks("history.list");

        assertThat(refused.get("code").stringValue()).isEqualTo("rate-limited");
        assertThat(refused.get("retryAfterMs").longValue()).isEqualTo(20);
        house.clock.advance(Duration.ofMillis(20));
        assertThat(eve.asks("history.list").get("type").stringValue()).isEqualTo("result");
    }

    @Test
    void largeFrameCountsOncePerFourKibibytes() {
        var large = "{\"type\":\"history.list\",\"id\":\"%s\",\"x\":\"" + "x".repeat(40_000) + "\"}";
        for (int i = 0; i < 20; i++) {
            eve.says(large.formatted("a" + i));
        }
        assertThat(eve.answerTo("a19").get("type").stringValue()).isEqualTo("result");
        eve.says(large.formatted("b"));

        assertThat(eve.answerTo("b").get("code").stringValue()).isEqualTo("rate-limited");
    }

    @Test
    void reconnectingGivesNoNewAllowance() {
        for (int i = 0; i < BURST; i++) {
            eve.asks("history.list");
        }
        eve.drop();
        eve.connect();
        eve.resume();

        assertThat(eve.isRefused("history.list")).isEqualTo("rate-limited");
    }

    @Test
    void whoGoesOnSendingIsClosed() {
        int sent = 0;
        while (eve.closed() == null && sent < 10_000) {
            eve.says(TestDevice.request("f" + sent++, "history.list"));
        }

        assertThat(eve.closed()).isEqualTo(CloseCode.FLOODING);
        assertThat(sent).isLessThan(BURST + RateLimit.MAX_REFUSED + 2);
    }

    @Test
    void slowReaderIsClosedAndKeepsItsSession() {
        eve.stall();
        house.online("Bob");

        assertThat(eve.closed()).isEqualTo(CloseCode.TOO_SLOW);
        assertThat(house.connections()).isEqualTo(1);
    }

    @Test
    void silentConnectionIsPingedAndThenDropped() {
        eve.fallsSilent();
        house.passes(Duration.ofMillis(4_750));
        eve.hearsNothing();
        house.passes(Duration.ofMillis(250));
        eve.hears("ping");
        house.passes(Duration.ofMillis(3_750));
        eve.hearsNothing();
        house.passes(Duration.ofMillis(250));

        assertThat(eve.closed()).isEqualTo(CloseCode.SILENT);
    }

    @Test
    void anythingThatIsHeardCountsAsLife() {
        eve.fallsSilent();
        for (int i = 0; i < 5; i++) {
            house.passes(Duration.ofMillis(4_750));
            eve.says("{\"type\":\"pong\"}");
        }

        eve.hearsNothing();
        assertThat(eve.closed()).isNull();
    }

    @Test
    void mailboxOfADeviceIsBounded() {
        var waiting = new ArrayList<Runnable>();
        var slow = new House(new SignalingConfig(10, 10, 100_000), waiting::add);
        var ann = slow.device("Ann");
        ann.connect();
        ann.sendHello(Map.of("name", "Ann"));
        while (!waiting.isEmpty()) {
            List.copyOf(waiting).forEach(task -> {
                waiting.remove(task);
                task.run();
            });
        }
        ann.hears("welcome");

        for (int i = 0; i <= Mailbox.CAPACITY; i++) {
            slow.clock.advance(Duration.ofMillis(20));
            ann.says(TestDevice.request("q" + i, "history.list"));
        }

        assertThat(ann.answerTo("q" + Mailbox.CAPACITY).get("code").stringValue()).isEqualTo("rate-limited");
        ann.hearsNothing();
    }

    @Test
    void addressMayOpenSoManyConnections() {
        var small = new House(new SignalingConfig(100, 3, 1000), Runnable::run);
        for (int i = 0; i < 3; i++) {
            assertThat(small.device("x").connectFrom("2001:db8::" + i)).isInstanceOf(Admission.Admitted.class);
        }

        assertThat(small.device("x").connectFrom("2001:db8::9999")).as("the same /64")
                .isInstanceOf(Admission.AddressFull.class);
        assertThat(small.device("x").connectFrom("2001:db8:0:1::1")).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void closedConnectionMakesRoom() {
        var small = new House(new SignalingConfig(1, 1, 1000), Runnable::run);
        var first = small.device("x");
        first.connectFrom("192.0.2.1");
        assertThat(small.device("y").connectFrom("192.0.2.2")).isInstanceOf(Admission.ServerFull.class);
        first.drop();

        assertThat(small.device("y").connectFrom("192.0.2.2")).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void helloThatComesTooFastIsToldWhenToComeBack() {
        var small = new House(new SignalingConfig(100, 100, 20), Runnable::run);
        for (int i = 0; i < 4; i++) {
            small.device("x").connectFrom("192.0.2.1");
        }
        small.clock.advance(Duration.ofSeconds(1));
        var late = small.device("Late");
        late.connectFrom("192.0.2.1");

        late.sendHello(Map.of("name", "Late"));
        assertThat(late.answerTo("hello").get("code").stringValue()).isEqualTo("rate-limited");
        small.clock.advance(Duration.ofMillis(50));

        assertThat(late.hello().at("/user/name").stringValue()).isEqualTo("Late");
    }

    @Test
    void addressThatConnectsTooFastWaits() {
        var small = new House(new SignalingConfig(100, 100, 20), Runnable::run);
        for (int i = 0; i < 4; i++) {
            small.device("x").connectFrom("192.0.2.1");
        }
        assertThat(small.device("x").connectFrom("192.0.2.1")).isInstanceOf(Admission.AddressFull.class);
        small.clock.advance(Duration.ofSeconds(1));

        assertThat(small.device("x").connectFrom("192.0.2.1")).isInstanceOf(Admission.Admitted.class);
    }
}
