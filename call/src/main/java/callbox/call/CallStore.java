package callbox.call;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where calls live: the only truth about who is in which call, shared by all threads and all nodes.
///
/// Two rules are enforced here, in the transaction that writes the call, because nobody else sees all calls:
/// a user is live in one call at most (the user's **line**), and a link has one live call at most.
///
/// Implementations are thread-safe. SDP and ICE candidates never get here.
public interface CallStore {

    /// Stores a new call. False, and nothing is stored, when the id exists, or when the line of a live participant or the link is held
    /// by another live call.
    boolean insert(Call call);

    /// Compare-and-set: puts `next` in the place of the call with the same id and the version before it. False, and nothing is stored,
    /// when that version is not the stored one, or when a line is held by another live call.
    boolean replace(Call next);

    Optional<Call> find(CallId id);

    /// The call that holds the user's line.
    Optional<Call> liveCallOf(UserId user);

    /// The live call of a link.
    Optional<Call> liveCallOf(LinkId link);

    /// Live calls whose deadline is not after `now`, the longest due first.
    List<CallId> due(Instant now, int limit);

    /// Live calls by id, from the first after `after` (null: from the beginning).
    List<CallId> live(@Nullable CallId after, int limit);
}
