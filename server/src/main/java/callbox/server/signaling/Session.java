package callbox.server.signaling;

import callbox.server.signaling.wire.FrameEncoder;
import callbox.server.signaling.wire.Hello;
import callbox.server.signaling.wire.ResumeToken;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What outlives a connection: the numbering of notifications, those that may have been missed, and the answers that were
/// given. No clock, no socket. Not thread-safe: guarded by its [Device], but for [#answers].
final class Session {
    /// How long a session waits for its device to come back (docs/PROTOCOL.md, Life of a connection).
    static final Duration GRACE = Duration.ofSeconds(30);

    private final Outbox outbox = new Outbox();
    private final Answers answers = new Answers();
    private ResumeToken token;

    Session(ResumeToken token) {
        this.token = token;
    }

    String number(FrameEncoder.Unnumbered notification) {
        return outbox.add(notification);
    }

    /// Whether the device may come back into this session. If so, the token is used up and the next one counts.
    boolean resume(Hello.Resume shown, ResumeToken next) {
        if (!token.matches(shown.token()) || outbox.after(shown.seq()).isEmpty()) {
            return false;
        }
        token = next;
        return true;
    }

    Optional<List<String>> after(long seq) {
        return outbox.after(seq);
    }

    Answers answers() {
        return answers;
    }
}
