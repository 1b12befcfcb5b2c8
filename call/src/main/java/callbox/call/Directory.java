package callbox.call;

import java.util.Optional;

/// Who the users are. Thread-safe.
public interface Directory {

    /// Empty for nobody, and for one who has no name yet: neither can be in a call.
    Optional<User> user(UserId id);
}
