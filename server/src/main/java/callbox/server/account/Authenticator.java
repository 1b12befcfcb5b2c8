package callbox.server.account;

import java.util.Optional;

/// Tells who shows some credentials. Thread-safe; may block.
public interface Authenticator {

    /// Empty: nobody that we know.
    Optional<Profile> authenticate(Credentials credentials);
}
