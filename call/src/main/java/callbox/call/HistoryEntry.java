package callbox.call;

import callbox.call.ParticipantState.Left;
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

    /// The entry of a participant that has left.
    static HistoryEntry of(Call call, Participant participant, Left left) {
        return new HistoryEntry(
                call.id(),
                call.media(),
                participant.role(),
                call.participants().stream().filter(other -> !other.id().equals(participant.id())).map(
                        Participant::user).toList(),
                call.createdAt(),
                companySince(call, left),
                left.at(),
                left.reason(),
                participant.role() == Role.CALLEE && left.joinedAt() == null && left.reason() != EndReason.DECLINED);
    }

    private static @Nullable Instant companySince(Call call, Left left) {
        Instant answered = call.answeredAt();
        Instant joined = left.joinedAt();
        if (answered == null || joined == null) {
            return null;
        }
        return joined.isAfter(answered) ? joined : answered;
    }
}
