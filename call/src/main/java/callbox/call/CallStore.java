package callbox.call;

import callbox.call.CallOutcome.Changed;
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

    /// Compare-and-set, in one transaction: stores the call, takes and frees the lines ([CallEffect.BusyChanged]) and writes the
    /// history ([CallEffect.HistoryAdded]).
    ///
    /// False, and nothing is stored, when the stored version is not the one before this (for version 1: when the id exists), or
    /// when another live call holds a line or the link that this one needs. The caller loads again and decides again.
    boolean commit(Changed change);

    Optional<Call> find(CallId id);

    /// The call that holds the user's line.
    Optional<Call> liveCallOf(UserId user);

    /// The live call of a link.
    Optional<Call> liveCallOf(LinkId link);

    /// Live calls whose deadline is not after `now`, the longest due first.
    List<CallId> due(Instant now, int limit);

    /// Live calls in the order of their ids, from the first after `after` (null: from the beginning).
    List<CallId> live(@Nullable CallId after, int limit);
}
