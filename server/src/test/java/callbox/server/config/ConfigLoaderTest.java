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
                .containsExactly(new IceConfig.Server(List.of("turn:turn.example.org:3478"), "ann", "secret"));
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
        "ice.servers = [{urls = [\"http:x\"], username = \"\", credential = \"\"}] | write stun:host:port",
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
