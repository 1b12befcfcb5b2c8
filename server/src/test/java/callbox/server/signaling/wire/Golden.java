package callbox.server.signaling.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The golden messages in `protocol/golden`, which the TypeScript tests read as well.
public final class Golden {
    private static final Path ROOT = Path.of("..", "protocol", "golden");
    private static final JsonMapper JSON = JsonMapper.shared();

    private Golden() {}

    /// @param folder `client`, `server`, `bad` or `bad-hello`
    public static Stream<String> names(String folder) {
        try (var files = Files.list(ROOT.resolve(folder))) {
            return files.map(file -> file.getFileName().toString().replace(".json", "")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode read(String folder, String name) {
        try {
            return parse(Files.readString(ROOT.resolve(folder).resolve(name + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode parse(String json) {
        return JSON.readTree(json);
    }
}
