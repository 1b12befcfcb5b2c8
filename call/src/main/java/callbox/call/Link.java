package callbox.call;

import java.time.Duration;
import java.time.Instant;

/// An address by which anybody may join a call. It has at most one live call at a time, and the next visitor after its end begins another.
public record Link(LinkId id, Media media, UserId owner, Instant createdAt, Instant usedAt) {

    /// How long a link works after its last use: a monthly meeting keeps its address, a forgotten one dies.
    public static final Duration LIFETIME = Duration.ofDays(30);

    public boolean expired(Instant now) {
        return now.isAfter(usedAt.plus(LIFETIME));
    }
}
