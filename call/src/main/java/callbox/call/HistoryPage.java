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
}
