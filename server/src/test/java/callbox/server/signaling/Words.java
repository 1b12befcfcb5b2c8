package callbox.server.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// What stands in a conversation for what nobody can know beforehand: `$name` is a value that whoever says it first has chosen, and that is the same
/// wherever it comes again; `@name` is a part that is written once.
final class Words {
    private final JsonNode samples;
    private final JsonNode parts;
    private final Map<String, JsonNode> values = new HashMap<>();

    Words(JsonNode script) {
        samples = script.path("values");
        parts = script.path("parts");
    }

    void bind(String name, String value) {
        values.put(name, JsonNodeFactory.instance.stringNode(value));
    }

    String sample(String name) {
        return samples.required(name).stringValue();
    }

    String known(String name) {
        return Objects.requireNonNull(values.get(name), name).stringValue();
    }

    /// A frame that is sent from here: what it names first has the value of `values`.
    JsonNode spoken(JsonNode written) {
        if (written.isString()) {
            var text = written.stringValue();
            if (text.startsWith("@")) {
                return spoken(parts.required(text.substring(1)));
            }
            return text.startsWith("$") ? values.computeIfAbsent(text, name -> samples.required(name.substring(1)))
                    : written;
        }
        if (written.isObject()) {
            var object = JsonMapper.shared().createObjectNode();
            written.properties().forEach(field -> object.set(field.getKey(), spoken(field.getValue())));
            return object;
        }
        if (written.isArray()) {
            var array = JsonMapper.shared().createArrayNode();
            written.forEach(each -> array.add(spoken(each)));
            return array;
        }
        return written;
    }

    /// A frame that has come must be the one that is written; what is named first in it has the value that came.
    void hear(JsonNode written, @Nullable JsonNode came) {
        assertThat(came).as("a frame like %s", written).isNotNull();
        learn(written, came);
        assertThat(came).isEqualTo(spoken(written));
    }

    private void learn(JsonNode written, @Nullable JsonNode came) {
        if (came == null) {
            return;
        }
        if (written.isString() && written.stringValue().startsWith("@")) {
            learn(parts.required(written.stringValue().substring(1)), came);
        } else if (written.isString() && written.stringValue().startsWith("$")) {
            values.putIfAbsent(written.stringValue(), came);
        } else if (written.isObject()) {
            written.properties().forEach(field -> learn(field.getValue(), came.get(field.getKey())));
        } else if (written.isArray()) {
            for (int i = 0; i < written.size(); i++) {
                learn(written.get(i), came.get(i));
            }
        }
    }
}
