package callbox.server.signaling;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The last answers of a session by request id, so that a request that is sent again has no second effect. Not thread-safe:
/// used by the tasks of one [Mailbox] only.
final class Answers {
    /// docs/PROTOCOL.md: more than a device sends in the 30 s in which it may come back and repeat.
    static final int MAX = 128;

    private final Map<String, String> frames = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MAX;
        }
    };

    Optional<String> find(String requestId) {
        return Optional.ofNullable(frames.get(requestId));
    }

    void keep(String requestId, String frame) {
        frames.put(requestId, frame);
    }
}
