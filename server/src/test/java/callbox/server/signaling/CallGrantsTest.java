package callbox.server.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.call.CallId;
import callbox.call.DeviceId;
import callbox.call.DeviceRef;
import callbox.call.UserId;
import callbox.server.signaling.wire.IceServer;
import callbox.server.signaling.wire.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Which device is told credentials of which call, and when they end (docs/adr/0104).
class CallGrantsTest {
    private static final String CALL = "c_0123456789012345678901";
    private static final String OTHER = "c_abcdefghijklmnopqrstuv";
    private static final Map<String, Boolean> ALL = Map.of("audio", true, "camera", true, "screen", false);

    private final Servers servers = new Servers();
    private final House house = new House(servers);
    private final TestDevice ann = house.online("Ann");
    private final TestDevice bob = house.online("Bob");

    @BeforeEach
    void theyKnowOfEachOther() {
        house.passes(Duration.ofSeconds(1));
        ann.forget("people.changed");
        bob.forget("people.changed");
    }

    @Test
    void welcomeHasThoseForTheNextCallThatTheDeviceNames() {
        var cy = house.device("Cy");
        cy.connect();
        cy.sendHello(Map.of("name", "Cy", "nextCall", CALL));

        assertThat(grant(cy.hears("welcome"))).isEqualTo(CALL);
        assertThat(grant(cy.asks("ice.servers", "call", OTHER))).isEqualTo(OTHER);
    }

    @Test
    void withoutACallThereAreNone() {
        assertThat(ann.asks("ice.servers").get("iceCall").isNull()).isTrue();
        assertThat(ann.asks("ice.servers").at("/iceServers/0/username").isMissingNode()).isTrue();
    }

    @Test
    void invitationBringsThemToAllDevicesBeforeTheCallIsSeen() {
        var phone = bob.another();
        phone.connect();
        phone.hello();
        annCallsBob();

        for (var device : List.of(bob, phone)) {
            assertThat(grant(device.hears("ice.servers"))).isEqualTo(CALL);
            device.hears("call.state");
        }
        assertThat(grant(ann.hears("ice.servers"))).isEqualTo(CALL);
    }

    @Test
    void deviceThatComesWhileItRingsIsWelcomedWithThem() {
        annCallsBob();
        bob.asks("call.ring", "call", CALL);
        var phone = bob.another();
        phone.connect();

        assertThat(grant(phone.hello())).isEqualTo(CALL);
    }

    @Test
    void whoJoinsByALinkHasThemBeforeTheAnswer() {
        var link = ann.asks("link.create", "media", "video").get("link").stringValue();

        ann.says(TestDevice.request("join", "link.join", "link", link, "tracks", ALL));

        var granted = grant(ann.hears("ice.servers"));
        ann.hears("call.state");
        assertThat(ann.hears("result").at("/call/id").stringValue()).isEqualTo(granted);
    }

    @Test
    void othersGetNoneForACallThatIsNotTheirs() {
        annCallsBob();
        var eve = house.online("Eve");

        assertThat(eve.asks("ice.servers", "call", CALL).get("iceCall").isNull()).isTrue();
        bob.asks("call.accept", "call", CALL, "tracks", ALL);
        assertThat(bob.asks("ice.servers", "call", OTHER).get("iceCall").isNull()).isTrue();
        assertThat(grant(bob.asks("ice.servers", "call", CALL))).isEqualTo(CALL);
    }

    @Test
    void acceptEndsThemOnTheOtherDevicesThatRang() {
        annCallsBob();

        bob.asks("call.accept", "call", CALL, "tracks", ALL);

        assertThat(servers.ended).containsExactly(CALL + " but " + ann.device(), CALL + " but " + bob.device());
    }

    @Test
    void whoLeavesAGroupLosesThem() {
        var link = ann.asks("link.create", "media", "video").get("link").stringValue();
        var call = ann.asks("link.join", "link", link, "tracks", ALL).at("/call/id").stringValue();
        bob.asks("link.join", "link", link, "tracks", ALL);
        house.online("Cy").asks("link.join", "link", link, "tracks", ALL);
        servers.ended.clear();

        bob.asks("call.hang-up", "call", call);

        assertThat(servers.ended).containsExactly(call + " of " + bob.user());
        assertThat(bob.asks("ice.servers", "call", call).get("iceCall").isNull()).isTrue();
    }

    @Test
    void whoIsAwayTooLongLosesThemToo() {
        var link = ann.asks("link.create", "media", "video").get("link").stringValue();
        var call = ann.asks("link.join", "link", link, "tracks", ALL).at("/call/id").stringValue();
        bob.asks("link.join", "link", link, "tracks", ALL);
        bob.drop();
        servers.ended.clear();

        house.passes(Duration.ofSeconds(31));

        assertThat(servers.ended).containsOnly(call + " of " + bob.user());
    }

    @Test
    void endOfTheCallEndsThemAll() {
        annCallsBob();
        bob.asks("call.accept", "call", CALL, "tracks", ALL);
        servers.ended.clear();

        ann.asks("call.hang-up", "call", CALL);

        assertThat(servers.ended).containsExactly(CALL);
        assertThat(ann.asks("ice.servers", "call", CALL).get("iceCall").isNull()).isTrue();
    }

    @Test
    void takeMovesThemToTheDeviceThatHasTheCall() {
        annCallsBob();
        bob.asks("call.accept", "call", CALL, "tracks", ALL);
        var phone = bob.another();
        phone.connect();
        assertThat(grant(phone.hello())).isEqualTo(CALL);
        servers.ended.clear();

        phone.says(TestDevice.request("take", "call.take", "call", CALL, "version", bob.version(), "tracks", ALL));

        assertThat(grant(phone.hears("ice.servers"))).isEqualTo(CALL);
        phone.hears("call.state");
        phone.hears("result");
        assertThat(servers.ended).containsExactly(CALL + " but " + phone.device());
    }

    private void annCallsBob() {
        ann.asks("call.invite", "call", CALL, "to", bob.user(), "media", "video", "tracks", ALL);
    }

    private static String grant(JsonNode frame) {
        var call = frame.get("iceCall").stringValue();
        assertThat(frame.at("/iceServers/0/username").stringValue()).isEqualTo(call);
        assertThat(frame.get("iceExpiresAt").isNumber()).isTrue();
        return call;
    }

    /// Notes what has ended, in words.
    private static final class Servers implements IceServers {
        private final List<String> ended = new ArrayList<>();

        @Override
        public Reply.Ice forCall(DeviceRef device, CallId call, Reach reach) {
            return new Reply.Ice(List.of(new IceServer(List.of("turn:house:3478"), call.value(), "secret")),
                    Instant.ofEpochSecond(1_790_000_600), call);
        }

        @Override
        public Reply.Ice withoutCall(Reach reach) {
            return new Reply.Ice(List.of(IceServer.stun("stun:house:3478")), null, null);
        }

        @Override
        public void left(CallId call, UserId user, @Nullable DeviceId but) {
            ended.add(but == null ? call + " of " + user : call + " but " + but);
        }

        @Override
        public void callEnded(CallId call) {
            ended.add(call.value());
        }
    }
}
