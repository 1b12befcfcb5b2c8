package callbox.call;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// A place in a user's call log, which is sorted by the end of the user's part and then by call id, newest first.
public record HistoryCursor(Instant endedAt, CallId call) {

    /// One string for the wire: the milliseconds, `-`, and the call's id.
    public String text() {
        return endedAt.toEpochMilli() + "-" + call;
    }

    /// Reads [#text] again; empty for anything else, since it comes from a client.
    public static Optional<HistoryCursor> parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 1 || !IdSyntax.accepts(text.substring(dash + 1))) {
            return Optional.empty();
        }
        try {
            Instant endedAt = Instant.ofEpochMilli(Long.parseLong(text, 0, dash, 10));
            return Optional.of(new HistoryCursor(endedAt, new CallId(text.substring(dash + 1))));
        } catch (NumberFormatException | DateTimeException _) {
            return Optional.empty();
        }
    }
}
