package callbox.call;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of a user's call log: the user's own part in a call, once it is over.
///
/// @param direction how the user came into the call
/// @param with the others, in the order in which they came
/// @param answeredAt when the user had company in the call; null when it never came to that
/// @param endedAt when the user's part ended
/// @param missed the user was called and did neither answer nor decline
public record HistoryEntry(
        CallId call,
        Media media,
        Role direction,
        List<User> with,
        Instant createdAt,
        @Nullable Instant answeredAt,
        Instant endedAt,
        EndReason reason,
        boolean missed) {

    public HistoryEntry {
        with = List.copyOf(with);
    }
}
