package callbox.call;

import callbox.call.ParticipantState.Invited;
import callbox.call.ParticipantState.Joined;
import callbox.call.ParticipantState.Left;
import callbox.call.ParticipantState.Ringing;
import callbox.call.ParticipantState.Waiting;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A user in a call: one participant, however many devices the user has.
public record Participant(User user, Role role, ParticipantState state) {

    public UserId id() {
        return user.id();
    }

    /// Invited, ringing or joined.
    public boolean live() {
        return !(state instanceof Left);
    }

    public boolean waiting() {
        return state instanceof Waiting;
    }

    public boolean joined() {
        return state instanceof Joined;
    }

    /// Whether this very device is the one that joined.
    public boolean joinedOn(DeviceId device) {
        return state instanceof Joined joined && joined.device().equals(device);
    }

    /// What they send: nothing before they have joined.
    public Tracks tracks() {
        return state instanceof Joined joined ? joined.tracks() : Tracks.NONE;
    }

    /// Since when the device that joined, or all that rang, are without a connection; null while there is one.
    public @Nullable Instant awaySince() {
        return switch (state) {
            case Ringing ringing -> ringing.awaySince();
            case Joined joined -> joined.awaySince();
            case Invited _,Left _ -> null;
        };
    }

    Participant in(ParticipantState next) {
        return new Participant(user, role, next);
    }
}
