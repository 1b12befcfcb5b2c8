package callbox.server.signaling.wire;

import callbox.call.CallId;
import callbox.call.DeviceId;
import callbox.call.EndReason;
import callbox.call.LinkId;
import callbox.call.Media;
import callbox.call.Role;
import callbox.call.UserId;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// Writes what the server sends. Stateless.
public final class FrameEncoder {
    public static final String PING = "{\"type\":\"ping\"}";
    public static final String PONG = "{\"type\":\"pong\"}";

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .addModule(words())
            .build();

    private FrameEncoder() {}

    public static String welcome(Welcome welcome) {
        return withHead("\"type\":\"welcome\"", JSON.writeValueAsString(welcome));
    }

    /// @param id of the request; null for an error about a frame without a usable one
    public static String reply(@Nullable String id, Reply reply) {
        var type = reply instanceof Reply.Failure ? "error" : "result";
        var head = "\"type\":\"" + type + "\"" + (id == null ? "" : ",\"id\":" + JSON.writeValueAsString(id));
        return withHead(head, JSON.writeValueAsString(reply));
    }

    /// A notification that has no number yet, so that it is written once for all its receivers.
    public static Unnumbered notification(Notification notification) {
        return new Unnumbered(
                withHead("\"type\":\"" + notification.type() + "\"", JSON.writeValueAsString(notification)));
    }

    /// The text of a notification without `seq`.
    public record Unnumbered(String text) {
        public String numbered(long seq) {
            return withHead("\"seq\":" + seq, text);
        }

        @Override
        public String toString() {
            return "Unnumbered[" + text.length() + " characters]";
        }
    }

    /// Puts fields at the beginning of a JSON object.
    private static String withHead(String fields, String object) {
        return object.equals("{}") ? "{" + fields + "}" : "{" + fields + "," + object.substring(1);
    }

    private static SimpleModule words() {
        return new SimpleModule()
                .addSerializer(word(CallId.class, CallId::value))
                .addSerializer(word(UserId.class, UserId::value))
                .addSerializer(word(DeviceId.class, DeviceId::value))
                .addSerializer(word(LinkId.class, LinkId::value))
                .addSerializer(word(Media.class, Media::word))
                .addSerializer(word(Role.class, Role::word))
                .addSerializer(word(EndReason.class, EndReason::word))
                .addSerializer(new StdSerializer<Instant>(Instant.class) {
                    @Override
                    public void serialize(Instant value, JsonGenerator out, SerializationContext context) {
                        out.writeNumber(value.toEpochMilli());
                    }
                });
    }

    private static <T> StdSerializer<T> word(Class<T> type, Function<T, String> word) {
        return new StdSerializer<>(type) {
            @Override
            public void serialize(T value, JsonGenerator out, SerializationContext context) {
                out.writeString(word.apply(value));
            }
        };
    }
}
