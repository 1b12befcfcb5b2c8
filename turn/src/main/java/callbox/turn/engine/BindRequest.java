package callbox.turn.engine;

import callbox.stun.AddressFamily;
import java.util.List;
import java.util.OptionalLong;

/// Which relay ports an Allocate request needs.
///
/// @param id pairs the answer with the request
/// @param families at least one; with two, one may fail
/// @param parity what EVEN-PORT asked for
/// @param token for [Parity#RESERVED] the reservation to claim, for [Parity#EVEN_AND_NEXT] the one to make
public record BindRequest(long id, List<AddressFamily> families, Parity parity, OptionalLong token, boolean tcp) {
    public BindRequest {
        families = List.copyOf(families);
    }

    /// RFC 8656 section 18.7.
    public enum Parity {
        ANY,
        /// An even port.
        EVEN,
        /// An even port, and the next one set aside under the token.
        EVEN_AND_NEXT,
        /// The port that was set aside under the token.
        RESERVED
    }
}
