package callbox.server.signaling;

import callbox.server.signaling.wire.FrameEncoder;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/// The last notifications of a session, for a device that comes back. When full, the oldest is dropped; a device that missed
/// it gets a snapshot instead. Not thread-safe: guarded by its [Device].
final class Outbox {
    /// 30 s of a busy six-party call.
    static final int MAX_FRAMES = 256;

    /// Descriptions may have 48 KiB each; so many characters are all that an absent device may hold.
    static final int MAX_CHARACTERS = 512 * 1024;

    private final ArrayDeque<String> frames = new ArrayDeque<>();
    private int characters;
    private long last;

    /// Numbers a notification.
    String add(FrameEncoder.Unnumbered notification) {
        last++;
        var frame = notification.numbered(last);
        frames.addLast(frame);
        characters += frame.length();
        while (frames.size() > MAX_FRAMES || characters > MAX_CHARACTERS) {
            characters -= frames.removeFirst().length();
        }
        return frame;
    }

    /// The number of the newest notification; 0 before the first.
    long last() {
        return last;
    }

    /// What came after `seq`; empty when some of that is gone, or `seq` is a number that never was.
    Optional<List<String>> after(long seq) {
        long missed = last - seq;
        if (missed < 0 || missed > frames.size()) {
            return Optional.empty();
        }
        return Optional.of(frames.stream().skip(frames.size() - missed).toList());
    }
}
