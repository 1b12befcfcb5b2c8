package callbox.bench.files;

import callbox.system.person.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How bytes go from one browser to the other.
enum Way {
    DIRECT("directly"),
    RELAY("through our relay"),
    /// The bare channel only: pages use the server's own relay.
    COTURN("through coturn");

    private static final String COTURN_PORT = "34790";
    private static final String COTURN_USER = "bench";
    private static final String COTURN_PASSWORD = "bench";
    private static final JsonMapper JSON = new JsonMapper();

    private final String words;

    Way(String words) {
        this.words = words;
    }

    /// Whether the page's files can go this way.
    boolean isOurs() {
        return this != COTURN;
    }

    /// The RTCConfiguration of a bare channel.
    ///
    /// @param person whose page has been given credentials of our relay
    JsonNode configuration(Person person) {
        return switch (this) {
            case DIRECT -> JSON.readTree("{}");
            case RELAY -> JSON.createObjectNode().put("iceTransportPolicy", "relay").set("iceServers",
                    person.looksAt("observed.received.findLast(message => message.iceServers).iceServers"));
            case COTURN -> JSON.readTree(
                    """
                            {"iceTransportPolicy": "relay", "iceServers": [
                              {"urls": "turn:127.0.0.1:%s?transport=udp", "username": "%s", "credential": "%s"}]}"""
                            .formatted(COTURN_PORT, COTURN_USER, COTURN_PASSWORD));
        };
    }

    /// Starts coturn; to be destroyed in the end.
    static Process coturn() {
        try {
            return new ProcessBuilder(List.of("turnserver", "-n", "-a", "-u", COTURN_USER + ":" + COTURN_PASSWORD, "-r",
                    "callbox.test", "-L", "127.0.0.1", "-E", "127.0.0.1", "-p", COTURN_PORT, "--allow-loopback-peers",
                    "--no-cli", "--no-tls", "--no-dtls", "--log-file", "/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return words;
    }
}
