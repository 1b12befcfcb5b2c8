package callbox.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.server.signaling.Reach;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RelayUrlsTest {
    private static final Reach DIRECT = new Reach("call.example.org", 443, true);
    private static final Reach PROXIED = new Reach("call.example.org", 443, false);

    @Test
    void relayIsAtTheHostByWhichTheClientReachedUs() {
        var urls = new RelayUrls("", 3478, OptionalInt.empty(), true);

        assertThat(urls.stun(DIRECT)).containsExactly("stun:call.example.org:3478");
        assertThat(urls.turn(DIRECT)).containsExactly("turn:call.example.org:3478?transport=udp",
                "turn:call.example.org:3478?transport=tcp", "turns:call.example.org:443?transport=tcp");
    }

    @Test
    void portOfHttpsIsOfNoUseBehindAProxy() {
        var urls = new RelayUrls("", 3478, OptionalInt.of(5349), true);

        assertThat(urls.turn(PROXIED)).containsExactly("turn:call.example.org:3478?transport=udp",
                "turn:call.example.org:3478?transport=tcp", "turns:call.example.org:5349?transport=tcp");
    }

    @Test
    void portOfHttpsIsOfferedWithoutTlsWhereBrowsersWouldRefuseTheCertificate() {
        var urls = new RelayUrls("", 3478, OptionalInt.empty(), false);

        assertThat(urls.turn(DIRECT)).containsExactly("turn:call.example.org:3478?transport=udp",
                "turn:call.example.org:443?transport=tcp", "turns:call.example.org:443?transport=tcp");
    }

    @Test
    void configuredHostWins() {
        var urls = new RelayUrls("[2001:db8::1]", 3478, OptionalInt.empty(), true);

        assertThat(urls.stun(DIRECT)).containsExactly("stun:[2001:db8::1]:3478");
    }
}
