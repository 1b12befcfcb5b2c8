package callbox.server.signaling.wire;

import callbox.call.CallId;
import callbox.call.DeviceId;
import callbox.call.LinkId;
import callbox.call.Media;
import callbox.call.Tracks;
import callbox.call.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the fields of one JSON object. A field that is missing or wrong throws [WrongField], which [FrameDecoder] makes an
/// answer of. `optional…` give null for a field that is absent or null.
final class Fields {
    private final JsonNode object;
    private final String path;

    Fields(JsonNode object) {
        this(object, "");
    }

    private Fields(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    /// Which field is wrong, as a path from the frame (`tracks.camera`).
    static final class WrongField extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String field;
        private final String sentence;

        WrongField(String field, String expected) {
            super(field, null, false, false);
            this.field = field;
            this.sentence = "field %s must be %s".formatted(field, expected);
        }

        String sentence() {
            return sentence;
        }

        String field() {
            return field;
        }
    }

    WrongField wrong(String name, String expected) {
        return new WrongField(path + name, expected);
    }

    boolean has(String name) {
        var value = object.get(name);
        return value != null && !value.isNull();
    }

    Fields object(String name) {
        var value = object.get(name);
        if (value == null || !value.isObject()) {
            throw wrong(name, "an object");
        }
        return new Fields(value, path + name + ".");
    }

    List<Fields> objects(String name, int max) {
        var expected = "a list of 1 to %d objects".formatted(max);
        var value = object.get(name);
        if (value == null || !value.isArray() || value.isEmpty() || value.size() > max) {
            throw wrong(name, expected);
        }
        var objects = new ArrayList<Fields>();
        for (int i = 0; i < value.size(); i++) {
            if (!value.get(i).isObject()) {
                throw wrong(name + "." + i, "an object");
            }
            objects.add(new Fields(value.get(i), "%s%s.%d.".formatted(path, name, i)));
        }
        return objects;
    }

    String text(String name, int minLength, int maxLength) {
        var text = optionalText(name, maxLength);
        if (text == null || text.length() < minLength) {
            throw wrong(name, "a string of %d to %d characters".formatted(minLength, maxLength));
        }
        return text;
    }

    @Nullable
    String optionalText(String name, int maxLength) {
        if (!has(name)) {
            return null;
        }
        var value = object.get(name);
        if (!value.isString() || value.stringValue().length() > maxLength) {
            throw wrong(name, "a string of at most %d characters".formatted(maxLength));
        }
        return value.stringValue();
    }

    boolean bool(String name) {
        var value = optionalBool(name);
        if (value == null) {
            throw wrong(name, "true or false");
        }
        return value;
    }

    @Nullable
    Boolean optionalBool(String name) {
        if (!has(name)) {
            return null;
        }
        if (!object.get(name).isBoolean()) {
            throw wrong(name, "true or false");
        }
        return object.get(name).booleanValue();
    }

    long integer(String name, long min, long max) {
        var value = object.get(name);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < min
                || value.longValue() > max) {
            throw wrong(name, "an integer from %d to %d".formatted(min, max));
        }
        return value.longValue();
    }

    CallId call(String name) {
        return id(name, CallId::new);
    }

    /// A call id that the client made up.
    CallId chosenCall(String name, Pattern form) {
        var call = call(name);
        if (!form.matcher(call.value()).matches()) {
            throw wrong(name, "c_ and 22 random characters of base64url");
        }
        return call;
    }

    UserId user(String name) {
        return id(name, UserId::new);
    }

    DeviceId device(String name) {
        return id(name, DeviceId::new);
    }

    LinkId link(String name) {
        return id(name, LinkId::new);
    }

    Media media(String name) {
        var word = text(name, 0, 16);
        for (var media : Media.values()) {
            if (media.word().equals(word)) {
                return media;
            }
        }
        throw wrong(name, "audio or video");
    }

    Tracks tracks(String name) {
        var tracks = object(name);
        return new Tracks(tracks.bool("audio"), tracks.bool("camera"), tracks.bool("screen"));
    }

    private <T> T id(String name, Function<String, T> type) {
        try {
            return type.apply(text(name, 1, 64));
        } catch (IllegalArgumentException e) {
            throw wrong(name, "an id of 1 to 64 characters of A-Z a-z 0-9 _ -");
        }
    }
}
