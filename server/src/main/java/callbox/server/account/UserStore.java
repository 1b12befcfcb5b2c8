package callbox.server.account;

import callbox.call.UserId;
import java.time.Instant;
import java.util.Optional;

/// Where users live. Thread-safe; methods may block.
public interface UserStore {

    /// The user whose secret has this hash; a new one without a name at the first time.
    Profile findOrCreate(SecretHash hash, Instant now);

    Optional<Profile> find(UserId id);

    void rename(UserId id, DisplayName name);
}
