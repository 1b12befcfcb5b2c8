package callbox.turn.engine;

import callbox.stun.IntegrityKey;
import callbox.stun.PasswordAlgorithm;
import callbox.turn.credential.Credential;

/// A client that has proven its credential, and how.
///
/// @param expiresAtMs when the credential ends, on the engine's clock
record Authenticated(Credential credential, IntegrityKey key, PasswordAlgorithm passwordAlgorithm, long expiresAtMs) {
}
