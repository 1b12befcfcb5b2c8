package callbox.turn.engine;

import callbox.stun.Attribute;
import callbox.stun.IntegrityAlgorithm;
import callbox.stun.StunError;
import java.util.List;

/// What [Authenticator] made of a request.
sealed interface Authentication {

    /// @param algorithm the kind of integrity that the request had, and its answer gets
    record Proven(Authenticated who, IntegrityAlgorithm algorithm) implements Authentication {
    }

    /// @param challenge what the client needs to try again: realm, nonce, algorithms
    record Denied(StunError error, List<Attribute> challenge) implements Authentication {
    }
}
