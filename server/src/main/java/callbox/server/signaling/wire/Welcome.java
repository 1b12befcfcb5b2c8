package callbox.server.signaling.wire;

import callbox.call.DeviceId;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer to `hello`.
///
/// @param snapshot null when the session is resumed: the notifications that follow say what was missed
public record Welcome(String id, UserView user, DeviceId device, SessionView session, Instant now,
        @JsonUnwrapped @Nullable Snapshot snapshot, @JsonUnwrapped Reply.Ice ice, Limits limits) {

    /// @param graceMs how long the session outlives its connection
    public record SessionView(boolean resumed, String token, long graceMs) {
        @Override
        public String toString() {
            return "SessionView[resumed=" + resumed + "]";
        }
    }

    /// What is so at the moment of the welcome.
    ///
    /// @param call the user's live call
    /// @param missed calls that the user has not seen
    public record Snapshot(List<PersonView> people, @Nullable CallView call, int missed) {}

    /// @param frameBytes the longest frame that the server reads
    public record Limits(int frameBytes, int participants, long ringMs) {}
}
