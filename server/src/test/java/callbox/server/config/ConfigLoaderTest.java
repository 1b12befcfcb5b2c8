package callbox.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {
    @TempDir
    Path dir = Path.of("");

    @Test
    void defaultsAreValid() {
        var config = ConfigLoader.load(null, Map.of());

        assertThat(config.http().port()).isEqualTo(8080);
        assertThat(config.call().ringTimeout()).isEqualTo(Duration.ofSeconds(45));
        assertThat(config.tls().selfSigned()).isTrue();
        assertThat(config.ice().servers()).isEmpty();
    }

    @Test
    void referenceFileAndRecordsHaveTheSameKeys() {
        var inFile = new TreeSet<>(ConfigLoader.defaults().entrySet().stream().map(Map.Entry::getKey).toList());

        assertThat(inFile).containsExactlyElementsOf(new TreeSet<>(keys(CallboxConfig.class, "").toList()));
    }

    @Test
    void commandLineWinsOverFileOverDefaults() throws IOException {
        var file = Files.writeString(dir.resolve("callbox.conf"), "http { port = 9000, host = 127.0.0.1 }");

        var config = ConfigLoader.load(file, Map.of("http.port", 9001));

        assertThat(config.http().port()).isEqualTo(9001);
        assertThat(config.http().host()).isEqualTo("127.0.0.1");
    }

    @Test
    void listsOfRecordsAreRead() throws IOException {
        var file = Files.writeString(dir.resolve("callbox.conf"),
                "ice.servers = [{urls = [\"turn:turn.example.org:3478\"], username = ann, credential = secret}]");

        assertThat(ConfigLoader.load(file, Map.of()).ice().servers())
                .containsExactly(new IceConfig.Server(List.of("turn:turn.example.org:3478"), "ann", "secret", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
        "http.prot = 80                  | http.prot is not a setting",
        "http.port = 80000               | http.port is 80000; write a port from 1 to 65535",
        "http.port = many                | http.port cannot be read",
        "http.public-url = call.example  | write scheme and host",
        "http.allowed-origins = [\"*\"]  | http.allowed-origins has \"*\"",
        "tls.certificate = a.pem         | tls.certificate and tls.key belong together",
        "signaling.max-connections = 0   | must be at least 1",
        "call.ring-timeout = 0s          | write a duration from 1s to 5m",
        "log-level = loud                | log-level is \"loud\"; write one of",
        "ice.servers = [{urls = [\"http:x\"]}]               | write stun:host:port",
        "ice.servers = [{urls = [\"turn:x\"]}]               | without username and credential, and without secret",
        "ice.servers = [{urls = [\"turn:x\"], secret = a, username = b}] | write one or the other",
        "relay.port = many               | relay.port is \"many\"; write a port, or auto",
        "relay.port = 70000              | the port cannot be 70000",
        "relay.ports = 5000              | relay.ports is \"5000\"; write a range like 49152-65535",
        "relay.ports = 6000-5000         | are no range; write one like 49152-65535",
        "relay.host = here               | relay.host has \"here\"; write an IP address",
        "relay.external-addresses = [a]  | relay.external-addresses has \"a\"; write an IP address",
        "relay.allow-peers = [10.0.0.1/8] | has address bits beyond its prefix; write 10.0.0.0/8",
        "relay.deny-peers = [10.0.0.0/33] | relay.deny-peers: \"10.0.0.0/33\" has a prefix longer than /32",
        "relay.public-host = \"a b\"     | relay.public-host is \"a b\"; write a name or an address",
        "relay.credential-lifetime = 10s | write a duration from 2m to 1d",
        "relay.realm = \"\"              | the realm must have 1 to 127 characters",
        "relay.limits.allocations = 0    | relay.limits has a number that is not positive",
        "{                               | is not HOCON",
    })
    void wrongValueIsExplainedInASentence(String text, String sentence) throws IOException {
        var file = Files.writeString(dir.resolve("callbox.conf"), text);

        assertThatThrownBy(() -> ConfigLoader.load(file, Map.of())).isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void missingFileIsExplainedInASentence() {
        assertThatThrownBy(() -> ConfigLoader.load(dir.resolve("none.conf"), Map.of()))
                .hasMessageContaining("check --config");
    }

    private static Stream<String> keys(Class<?> type, String prefix) {
        return Arrays.stream(type.getRecordComponents()).flatMap(component -> component.getType().isRecord()
                ? keys(component.getType(), prefix + RecordReader.key(component) + ".")
                : Stream.of(prefix + RecordReader.key(component)));
    }
}
