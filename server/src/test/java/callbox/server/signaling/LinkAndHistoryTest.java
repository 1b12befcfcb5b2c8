package callbox.server.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinkAndHistoryTest {
    private static final Map<String, Boolean> ALL = Map.of("audio", true, "camera", true, "screen", false);

    private final House house = new House();
    private final TestDevice ann = house.online("Ann");

    @Test
    void whoeverOpensALinkSeesAPreviewAndJoins() {
        var created = ann.asks("link.create", "media", "video");
        var link = created.get("link").stringValue();
        assertThat(created.get("path").stringValue()).isEqualTo("/l/" + link);
        ann.asks("link.join", "link", link, "tracks", ALL);
        var guest = house.device("Gus");
        guest.connect();
        guest.helloWithoutName();

        var preview = guest.asks("link.preview", "link", link);

        assertThat(preview.get("names")).hasSize(1);
        assertThat(preview.at("/names/0").stringValue()).isEqualTo("Ann");
        assertThat(preview.get("full").booleanValue()).isFalse();
        assertThat(guest.isRefused("link.join", "link", link, "tracks", ALL)).isEqualTo("name-required");
        guest.asks("profile.set", "name", "Gus", "listed", false);
        assertThat(guest.asks("link.join", "link", link, "tracks", ALL).at("/call/participants")).hasSize(2);
    }

    @Test
    void seventhIsToldThatTheCallIsFull() {
        var link = ann.asks("link.create", "media", "video").get("link").stringValue();
        for (int i = 0; i < 6; i++) {
            house.online("Guest " + i).asks("link.join", "link", link, "tracks", ALL);
        }

        assertThat(ann.isRefused("link.join", "link", link, "tracks", ALL)).isEqualTo("call-full");
        assertThat(ann.asks("link.preview", "link", link).get("full").booleanValue()).isTrue();
    }

    @Test
    void unknownLinkIsRefused() {
        assertThat(ann.isRefused("link.preview", "link", "nobody-made-this")).isEqualTo("link-not-found");
        assertThat(ann.isRefused("link.join", "link", "nobody-made-this", "tracks", ALL)).isEqualTo("link-not-found");
    }

    @Test
    void missedCallIsListedUntilItIsSeenOnAllDevices() {
        var bob = house.online("Bob");
        var phone = bob.another();
        phone.connect();
        phone.hello();
        ann.asks("call.invite", "call", "c_0123456789012345678901", "to", bob.user(), "media", "audio", "tracks", ALL);
        ann.asks("call.hang-up", "call", "c_0123456789012345678901");
        bob.forgetAll();
        phone.forgetAll();

        var history = bob.asks("history.list");
        assertThat(history.at("/entries/0/missed").booleanValue()).isTrue();
        assertThat(history.at("/entries/0/direction").stringValue()).isEqualTo("incoming");
        assertThat(history.at("/entries/0/with/0/name").stringValue()).isEqualTo("Ann");
        assertThat(history.at("/entries/0/reason").stringValue()).isEqualTo("cancelled");
        assertThat(history.get("next").isNull()).isTrue();

        bob.asks("history.seen");
        assertThat(phone.hears("history.seen").get("missed").intValue()).isZero();
    }

    @Test
    void historyIsReadPageByPage() {
        var bob = house.online("Bob");
        for (int i = 0; i < 3; i++) {
            var call = "c_000000000000000000000" + i;
            ann.asks("call.invite", "call", call, "to", bob.user(), "media", "audio", "tracks", ALL);
            bob.asks("call.decline", "call", call);
            house.passes(Duration.ofSeconds(1));
        }

        var first = bob.asks("history.list", "limit", 2);
        var second = bob.asks("history.list", "limit", 2, "before", first.get("next").stringValue());

        assertThat(first.get("entries")).hasSize(2);
        assertThat(first.at("/entries/0/call").stringValue()).isEqualTo("c_0000000000000000000002");
        assertThat(second.get("entries")).hasSize(1);
        assertThat(second.get("next").isNull()).isTrue();
    }
}
