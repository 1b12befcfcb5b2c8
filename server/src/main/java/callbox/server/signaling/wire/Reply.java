package callbox.server.signaling.wire;

import callbox.call.CallId;
import callbox.call.LinkId;
import callbox.call.Media;
import callbox.call.Refusal;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answer to a request: its own fields, or why not.
public sealed interface Reply {

    record Done() implements Reply {}

    record Profile(UserView user) implements Reply {}

    record InCall(CallView call) implements Reply {}

    /// @param iceExpiresAt when the first credential runs out; null when none does
    /// @param iceCall the only call that the credentials are for; null when there are none of a call
    record Ice(List<IceServer> iceServers, @Nullable Instant iceExpiresAt, @Nullable CallId iceCall) implements Reply {}

    record LinkCreated(LinkId link, String path, Media media) implements Reply {}

    record LinkShown(LinkId link, Media media, List<String> names, boolean full) implements Reply {}

    /// @param next the `before` of the next page; null on the last
    record History(List<HistoryView> entries, @Nullable String next) implements Reply {}

    /// @param message English, for a developer
    /// @param retryAfterMs when to come back, with `rate-limited`
    record Failure(String code, String message,
            @JsonInclude(Include.NON_EMPTY) Map<String, String> details,
            @JsonInclude(Include.NON_NULL) @Nullable Long retryAfterMs) implements Reply {

        public static Failure of(ErrorCode code, String message) {
            return new Failure(code.word(), message, Map.of(), null);
        }

        public static Failure of(Refusal refusal) {
            return new Failure(refusal.code(), refusal.code().replace('-', ' '), Map.of(), null);
        }

        public static Failure wrongField(String field, String message) {
            return new Failure(ErrorCode.BAD_MESSAGE.word(), message, Map.of("field", field), null);
        }

        public static Failure rateLimited(String message, Duration retryAfter) {
            return new Failure(ErrorCode.RATE_LIMITED.word(), message, Map.of(), retryAfter.toMillis());
        }
    }
}
