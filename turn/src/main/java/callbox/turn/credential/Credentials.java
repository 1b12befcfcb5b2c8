package callbox.turn.credential;

import callbox.stun.UserHash;
import java.util.Optional;

/// Finds the credential that a client claims to have. Called from several event loops at once, so implementations are
/// thread-safe and do not block.
public interface Credentials {

    /// The credential with this username; empty if there is none, or it has expired or was revoked.
    Optional<Credential> byUsername(String username);

    /// The credential whose username hashes to this in the relay's realm (RFC 8489 section 9.2.4); empty like
    /// [#byUsername].
    Optional<Credential> byUserHash(UserHash hash);

    /// Whether [#byUserHash] can answer; the relay offers username anonymity only then.
    boolean supportsUserHash();

    /// From now on no credential of this name opens the relay.
    void revoke(String name);
}
