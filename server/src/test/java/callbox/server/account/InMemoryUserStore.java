package callbox.server.account;

import callbox.call.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Users in memory, for tests. Thread-safe.
public final class InMemoryUserStore implements UserStore {
    private final Map<SecretHash, UserId> ids = new HashMap<>();
    private final Map<UserId, Profile> profiles = new HashMap<>();

    @Override
    public synchronized Profile findOrCreate(SecretHash hash, Instant now) {
        var id = ids.computeIfAbsent(hash, _ -> new UserId("u_" + (ids.size() + 1)));
        return profiles.computeIfAbsent(id, _ -> new Profile(id, null));
    }

    @Override
    public synchronized Optional<Profile> find(UserId id) {
        return Optional.ofNullable(profiles.get(id));
    }

    @Override
    public synchronized void rename(UserId id, DisplayName name) {
        profiles.put(id, new Profile(id, name.value()));
    }
}
