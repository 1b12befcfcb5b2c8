package callbox.server.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.server.signaling.wire.Golden;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HelloTest {
    private final House house = new House();

    static Stream<String> badHellos() {
        return Golden.names("bad-hello");
    }

    @Test
    void newcomerIsWelcomedWithASnapshot() {
        var bob = house.online("Bob");
        var ann = house.device("Ann");
        ann.connect();

        var welcome = ann.hello();

        assertThat(welcome.at("/user/name").stringValue()).isEqualTo("Ann");
        assertThat(welcome.at("/session/resumed").booleanValue()).isFalse();
        assertThat(welcome.get("people")).isEqualTo(Golden.parse("[{\"id\":\"%s\",\"name\":\"Bob\",\"busy\":false}]"
                .formatted(bob.user())));
        assertThat(welcome.get("call").isNull()).isTrue();
        assertThat(welcome.get("missed").intValue()).isZero();
        assertThat(welcome.at("/iceServers/0/urls/0").stringValue()).isEqualTo("stun:house:3478");
        assertThat(welcome.get("limits"))
                .isEqualTo(Golden.parse("{\"frameBytes\":65536,\"participants\":6,\"ringMs\":45000}"));
        assertThat(welcome.get("now").longValue()).isEqualTo(house.clock.instant().toEpochMilli());
    }

    @Test
    void secretIsTheIdentityAndTheNameIsNot() {
        var ann = house.online("Ann");
        var sameName = house.online("Ann");
        var reload = ann.another();
        reload.connect();
        reload.hello();

        assertThat(sameName.user()).isNotEqualTo(ann.user());
        assertThat(reload.user()).isEqualTo(ann.user());
        assertThat(reload.device()).isNotEqualTo(ann.device());
    }

    @Test
    void nameIsKeptForAHelloWithoutOne() {
        var ann = house.online("Ann");
        var silent = ann.another();
        silent.connect();

        assertThat(silent.helloWithoutName().at("/user/name").stringValue()).isEqualTo("Ann");
    }

    @ParameterizedTest
    @MethodSource("badHellos")
    void badHelloIsAnsweredAndTheConnectionClosed(String name) {
        var golden = Golden.read("bad-hello", name);
        var client = house.device("Eve");
        client.connect();

        client.says(golden.get("frame").stringValue());

        var error = client.hears("error");
        assertThat(error.get("code")).isEqualTo(golden.at("/error/code"));
        assertThat(error.get("id")).isEqualTo(golden.at("/error/id"));
        var unauthorized = error.get("code").stringValue().equals("unauthorized");
        assertThat(client.closed()).isEqualTo(unauthorized ? CloseCode.UNAUTHORIZED : CloseCode.PROTOCOL_BROKEN);
        assertThat(house.connections()).isZero();
    }

    @Test
    void whatIsNotJsonIsNoHello() {
        var client = house.device("Eve");
        client.connect();

        client.says("GET / HTTP/1.1");

        assertThat(client.hears("error").get("code").stringValue()).isEqualTo("bad-json");
        assertThat(client.closed()).isEqualTo(CloseCode.PROTOCOL_BROKEN);
    }

    @Test
    void pingIsAnsweredBeforeTheWelcomeToo() {
        var client = house.device("Ann");
        client.connect();

        client.says("{\"type\":\"ping\"}");

        client.hears("pong");
    }

    @Test
    void connectionWithoutHelloIsClosedAfterFiveSeconds() {
        var client = house.device("Eve");
        client.connect();

        house.passes(Duration.ofMillis(4750));
        assertThat(client.closed()).isNull();
        house.passes(Duration.ofMillis(250));
        assertThat(client.closed()).isEqualTo(CloseCode.NO_HELLO);
    }

    @Test
    void secondHelloIsABadFrame() {
        var ann = house.online("Ann");

        ann.sendHello(Map.of("name", "Bob"));

        var error = ann.hears("error");
        assertThat(error.at("/details/field").stringValue()).isEqualTo("type");
        assertThat(ann.closed()).isNull();
    }

    @Test
    void newestConnectionOfADeviceWins() {
        var ann = house.online("Ann");
        var older = ann.another();
        older.connect();
        older.hello();
        var newer = older.another();
        newer.connect();
        newer.sendHello(Map.of("name", "Ann", "device", older.device()));

        assertThat(newer.hears("welcome").get("device").stringValue()).isEqualTo(older.device());
        assertThat(older.closed()).isEqualTo(CloseCode.REPLACED);
        assertThat(ann.closed()).as("the other device of the same person").isNull();
    }

    @Test
    void helloThatWasHeldUpDoesNotReplaceANewerConnection() {
        var before = house.online("Ann");
        var older = before.another();
        var newer = before.another();
        older.connect();
        newer.connect();
        before.drop();
        newer.sendHello(Map.of("name", "Ann", "device", before.device()));
        older.sendHello(Map.of("name", "Ann", "device", before.device()));

        assertThat(newer.hears("welcome").get("device").stringValue()).isEqualTo(before.device());
        assertThat(older.closed()).isEqualTo(CloseCode.REPLACED);
        assertThat(newer.closed()).isNull();
    }

    @Test
    void somebodyElsesDeviceIdIsNotTaken() {
        var ann = house.online("Ann");
        var eve = house.device("Eve");
        eve.connect();
        eve.sendHello(Map.of("name", "Eve", "device", ann.device()));

        assertThat(eve.hears("welcome").get("device").stringValue()).isNotEqualTo(ann.device());
        assertThat(ann.closed()).isNull();
    }

    @Test
    void deviceIdFromBeforeARestartIsKept() {
        var ann = house.device("Ann");
        ann.connect();
        ann.sendHello(Map.of("name", "Ann", "device", "d_0123456789012345678901"));

        assertThat(ann.hears("welcome").get("device").stringValue()).isEqualTo("d_0123456789012345678901");
    }

    @Test
    void stoppingServerSaysSoToEverybody() {
        var ann = house.online("Ann");
        var stranger = house.device("Eve");
        stranger.connect();

        house.stop();

        assertThat(ann.closed()).isEqualTo(CloseCode.SERVER_STOPPING);
        assertThat(stranger.closed()).isEqualTo(CloseCode.SERVER_STOPPING);
    }
}
