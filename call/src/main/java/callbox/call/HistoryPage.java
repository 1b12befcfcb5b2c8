package callbox.call;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A piece of a call log, newest first.
///
/// @param next where the next page begins; null on the last one
public record HistoryPage(List<HistoryEntry> entries, @Nullable HistoryCursor next) {
    public HistoryPage {
        entries = List.copyOf(entries);
    }

    /// The first `limit` of these entries, which are one more than that when there is a next page.
    public static HistoryPage of(List<HistoryEntry> upToOneMore, int limit) {
        if (upToOneMore.size() <= limit) {
            return new HistoryPage(upToOneMore, null);
        }
        HistoryEntry last = upToOneMore.get(limit - 1);
        return new HistoryPage(upToOneMore.subList(0, limit), new HistoryCursor(last.endedAt(), last.call()));
    }
}
