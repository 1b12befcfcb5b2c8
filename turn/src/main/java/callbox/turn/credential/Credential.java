package callbox.turn.credential;

import java.time.Instant;

/// A username and password that open the relay until a moment in time.
///
/// @param name whom or what it was minted for, for instance one device in one call; stays the same when the credential is
///         renewed, while the username changes
/// @param username as the client sends it
/// @param expiresAt the relay refuses it from then on, and ends its allocations
public record Credential(String name, String username, String password, Instant expiresAt) {

    @Override
    public String toString() {
        return "Credential[" + username + ", secret]";
    }
}
