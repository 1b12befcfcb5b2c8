package callbox.call;

import java.time.Instant;
import java.util.Optional;

/// Where links live. Thread-safe.
public interface LinkStore {

    void create(Link link);

    Optional<Link> find(LinkId id);

    /// Notes a use, from which [Link#LIFETIME] counts anew.
    void touch(LinkId id, Instant usedAt);
}
