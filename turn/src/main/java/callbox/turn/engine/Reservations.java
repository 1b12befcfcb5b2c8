package callbox.turn.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/// Ports that this engine has had set aside for a second allocation (RFC 8656 section 7.2), in the order of their
/// ending. Whether such a port has been claimed meanwhile is not known here, and need not be.
final class Reservations {
    private final Map<Long, Long> endsByToken = new LinkedHashMap<>();

    void add(long token, long nowMs) {
        endsByToken.put(token, nowMs + Lifetimes.RESERVATION_MS);
    }

    void expire(long nowMs, Outbox out) {
        var entries = endsByToken.entrySet().iterator();
        while (entries.hasNext()) {
            var entry = entries.next();
            if (entry.getValue() > nowMs) {
                return;
            }
            out.add(new Command.ReleaseReservation(entry.getKey()));
            entries.remove();
        }
    }
}
