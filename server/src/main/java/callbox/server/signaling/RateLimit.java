package callbox.server.signaling;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Judges what one connection sends, by the buckets of its device and of its address. For the inbound thread only.
final class RateLimit {
    /// A frame counts once per started so many bytes: a burst of one device is at most 800 KiB, less than what may wait for a
    /// receiver ([Transport#MAX_PENDING_BYTES]).
    static final int BYTES_PER_TOKEN = 4096;

    /// In tokens, since a refused frame costs us about what an admitted one does. A well-behaved client stops at the first
    /// refusal; no more than this was under way already.
    static final int MAX_REFUSED = 400;

    /// When the device's mailbox is full.
    static final Duration BUSY_WAIT = Duration.ofSeconds(1);

    private final TokenBucket address;
    private int refused;

    RateLimit(TokenBucket address) {
        this.address = address;
    }

    /// What to do with a frame.
    sealed interface Verdict {}

    record Admitted() implements Verdict {}

    record TooFast(Duration retryAfter) implements Verdict {}

    record Flooding() implements Verdict {}

    /// @param device null before the welcome
    Verdict judge(int bytes, @Nullable TokenBucket device, Instant now) {
        int cost = 1 + Math.max(0, bytes - 1) / BYTES_PER_TOKEN;
        if ((device == null || device.take(cost, now)) && address.take(cost, now)) {
            refused = Math.max(0, refused - cost);
            return new Admitted();
        }
        refused += cost;
        if (refused > MAX_REFUSED) {
            return new Flooding();
        }
        var wait = address.wait(cost, now);
        var deviceWait = device == null ? Duration.ZERO : device.wait(cost, now);
        return new TooFast(wait.compareTo(deviceWait) > 0 ? wait : deviceWait);
    }
}
