package callbox.server.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts the layers of configuration together: the command line over a file over `reference.conf`.
public final class ConfigLoader {
    private static final String DEFAULTS = "callbox/server/reference.conf";

    private ConfigLoader() {}

    /// Reads and validates.
    ///
    /// @param file a HOCON file, or null
    /// @param flags settings of the command line by full key (`http.port`)
    /// @throws InvalidConfigException with a sentence that says what to change
    public static CallboxConfig load(@Nullable Path file, Map<String, Object> flags) {
        var layers = ConfigFactory.parseMap(flags, "command line").withFallback(read(file)).withFallback(defaults());
        return RecordReader.read(CallboxConfig.class, layers.resolve(), "");
    }

    static Config defaults() {
        return ConfigFactory.parseResources(ConfigLoader.class.getClassLoader(), DEFAULTS);
    }

    private static Config read(@Nullable Path file) {
        if (file == null) {
            return ConfigFactory.empty();
        }
        if (!Files.isReadable(file)) {
            throw new InvalidConfigException("%s cannot be read; check --config".formatted(file));
        }
        try {
            return ConfigFactory.parseFile(file.toFile());
        } catch (ConfigException e) {
            throw new InvalidConfigException("%s is not HOCON: %s".formatted(file, e.getMessage()), e);
        }
    }
}
