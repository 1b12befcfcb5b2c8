package callbox.server.signaling;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that the test moves.
final class ManualClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-09-21T12:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    void advance(Duration by) {
        now = now.plus(by);
    }
}
