package callbox.server.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// Reads a record from HOCON. The key of a component is its name in kebab case; every component must have a value, and
/// every key must have a component, so that a misspelt key is found at start and not in production.
final class RecordReader {
    private RecordReader() {}

    /// `path` is where `config` stands in the file, for messages; empty at the root.
    static <T extends Record> T read(Class<T> type, Config config, String path) {
        var components = type.getRecordComponents();
        refuseUnknownKeys(components, config, path);
        var values = Arrays.stream(components).map(component -> value(component, config, path)).toArray();
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof InvalidConfigException invalid) {
                throw invalid;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// `ringTimeout` becomes `ring-timeout`.
    static String key(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static void refuseUnknownKeys(RecordComponent[] components, Config config, String path) {
        var known = new TreeSet<>(Arrays.stream(components).map(RecordReader::key).toList());
        for (var key : config.root().keySet()) {
            InvalidConfigException.require(known.contains(key),
                    "%s%s is not a setting; there are %s".formatted(path, key, String.join(", ", known)));
        }
    }

    private static Object value(RecordComponent component, Config config, String path) {
        var key = key(component);
        try {
            return value(component.getGenericType(), component.getType(), config, key, path);
        } catch (ConfigException.Missing e) {
            throw new InvalidConfigException("%s%s is missing".formatted(path, key), e);
        } catch (ConfigException e) {
            throw new InvalidConfigException("%s%s cannot be read: %s".formatted(path, key, e.getMessage()), e);
        }
    }

    private static Object value(Type generic, Class<?> type, Config config, String key, String path) {
        if (type.isRecord()) {
            return read(type.asSubclass(Record.class), config.getConfig(key), path + key + ".");
        }
        if (type == List.class && generic instanceof ParameterizedType list) {
            return list((Class<?>) list.getActualTypeArguments()[0], config, key, path);
        }
        if (type.isEnum()) {
            return constant(type, config.getString(key), path + key);
        }
        return switch (type.getName()) {
            case "int" -> config.getInt(key);
            case "boolean" -> config.getBoolean(key);
            case "java.lang.String" -> config.getString(key);
            case "java.time.Duration" -> config.getDuration(key);
            case "java.nio.file.Path" -> Path.of(config.getString(key));
            default -> throw new IllegalStateException("no reader for " + type);
        };
    }

    private static List<?> list(Class<?> element, Config config, String key, String path) {
        if (element == String.class) {
            return List.copyOf(config.getStringList(key));
        }
        var read = new ArrayList<Object>();
        for (var each : config.getConfigList(key)) {
            read.add(read(element.asSubclass(Record.class), withEmptyTexts(element, each), path + key + "."));
        }
        return List.copyOf(read);
    }

    /// The entries of a list have no defaults in `reference.conf`: a text that is left out is empty.
    private static Config withEmptyTexts(Class<?> element, Config entry) {
        var filled = entry;
        for (var component : element.getRecordComponents()) {
            if (component.getType() == String.class && !entry.hasPath(key(component))) {
                filled = filled.withValue(key(component), ConfigValueFactory.fromAnyRef(""));
            }
        }
        return filled;
    }

    private static Object constant(Class<?> type, String name, String path) {
        for (var constant : type.getEnumConstants()) {
            if (constant.toString().toLowerCase(Locale.ROOT).replace('_', '-').equals(name)) {
                return constant;
            }
        }
        throw new InvalidConfigException("%s is \"%s\"; write one of %s".formatted(path, name,
                Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT)));
    }
}
