package callbox.call;

import org.jspecify.annotations.Nullable;

/// The call log, which the [CallStore] fills as it commits. Thread-safe.
public interface HistoryStore {

    /// @param before where the page begins; null for the newest entries
    HistoryPage history(UserId user, @Nullable HistoryCursor before, int limit);

    /// How many missed calls the user has not seen yet.
    int missed(UserId user);

    /// The user has looked at the log: [#missed] is 0 until the next missed call.
    void markSeen(UserId user);
}
