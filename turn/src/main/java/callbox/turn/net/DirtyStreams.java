package callbox.turn.net;

import java.util.ArrayList;
import java.util.List;

/// Streams that were written to and not flushed: what arrives for a client together leaves in one segment.
final class DirtyStreams {
    private final List<StreamHandler> streams = new ArrayList<>();

    void add(StreamHandler stream) {
        streams.add(stream);
    }

    boolean isEmpty() {
        return streams.isEmpty();
    }

    void flush() {
        for (int i = 0; i < streams.size(); i++) {
            streams.get(i).flush();
        }
        streams.clear();
    }
}
