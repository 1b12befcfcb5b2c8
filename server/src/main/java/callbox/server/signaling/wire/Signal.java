package callbox.server.signaling.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one RTCPeerConnection tells another (JSEP, RFC 9429). The server passes it on as it is and never keeps it. Exactly one
/// of `description`, `candidates` and `ready` is present.
///
/// @param epoch names the sender's RTCPeerConnection
/// @param peerEpoch the receiver's, as far as the sender knows it
/// @param ready true: asks for the offer
public record Signal(String epoch, @Nullable String peerEpoch,
        @JsonInclude(Include.NON_NULL) @Nullable Description description,
        @JsonInclude(Include.NON_NULL) @Nullable List<Candidate> candidates,
        @JsonInclude(Include.NON_NULL) @Nullable Boolean ready) {

    /// An RTCSessionDescription.
    ///
    /// @param type `offer` or `answer`
    public record Description(String type, String sdp) {
        @Override
        public String toString() {
            return type;
        }
    }

    /// An RTCIceCandidateInit (WebRTC 1.0, section 4.8.1); an empty `candidate` is end-of-candidates.
    public record Candidate(String candidate, @Nullable String sdpMid, @Nullable Integer sdpMLineIndex,
            @Nullable String usernameFragment) {
        @Override
        public String toString() {
            return "candidate";
        }
    }
}
