package callbox.server.signaling.wire;

import callbox.call.CallId;
import callbox.call.EndReason;
import callbox.call.HistoryEntry;
import callbox.call.Media;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A line of the call log (docs/PROTOCOL.md, History).
///
/// @param direction `outgoing`, `incoming` or `link`
public record HistoryView(CallId call, Media media, String direction, List<UserView> with, Instant createdAt,
        @Nullable Instant answeredAt, Instant endedAt, EndReason reason, boolean missed) {

    public static HistoryView of(HistoryEntry entry) {
        var direction = switch (entry.direction()) {
            case CALLER -> "outgoing";
            case CALLEE -> "incoming";
            case GUEST -> "link";
        };
        var with = entry.with().stream().map(user -> new UserView(user.id(), user.name())).toList();
        return new HistoryView(entry.call(), entry.media(), direction, with, entry.createdAt(), entry.answeredAt(),
                entry.endedAt(), entry.reason(), entry.missed());
    }
}
