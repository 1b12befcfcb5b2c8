package callbox.call;

import callbox.call.ParticipantState.Invited;
import callbox.call.ParticipantState.Joined;
import callbox.call.ParticipantState.Left;
import callbox.call.ParticipantState.Ringing;
import callbox.call.ParticipantState.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
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

    /// Since when nothing is known of the device that joined, or of all that rang: they lost their connection then, or were last heard by another
    /// participant; null while there is a connection.
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

    /// One more of the user's devices rings.
    Participant ring(DeviceId device) {
        if (!(state instanceof Waiting waiting)) {
            return this;
        }
        Set<DeviceId> devices = new HashSet<>(state instanceof Ringing ringing ? ringing.devices() : Set.of());
        devices.add(device);
        return in(new Ringing(waiting.ringEndsAt(), devices, null));
    }

    Participant send(Tracks tracks) {
        return state instanceof Joined joined ? in(joined.sending(tracks)) : this;
    }

    /// The device lost its connection. It matters where it has joined, or where it was the last to ring.
    Participant away(DeviceId device, Instant now) {
        return switch (state) {
            case Ringing ringing when ringing.devices().contains(device) -> {
                Set<DeviceId> others = new HashSet<>(ringing.devices());
                others.remove(device);
                yield in(new Ringing(ringing.ringEndsAt(), others, others.isEmpty() ? now : null));
            }
            case Joined joined when joined.device().equals(device) && joined.awaySince() == null ->
                in(joined.away(now));
            case Invited _,Ringing _,Joined _,Left _ -> this;
        };
    }

    /// The device is connected again: it goes on where it has joined, and it rings where others of its user do.
    Participant back(DeviceId device) {
        return switch (state) {
            case Ringing _ -> ring(device);
            case Joined joined when joined.device().equals(device) -> in(joined.away(null));
            case Invited _,Joined _,Left _ -> this;
        };
    }

    /// Another participant gets their sound or picture: if they are away, their time begins anew.
    Participant heard(Instant now) {
        return state instanceof Joined joined && joined.awaySince() != null ? in(joined.away(now)) : this;
    }

    /// All devices are without a connection from now on.
    ///
    /// @param latestRingEnd no ring goes on for longer
    Participant cutOff(Instant now, Instant latestRingEnd) {
        return switch (state) {
            case Invited invited -> in(new Invited(earlier(invited.ringEndsAt(), latestRingEnd)));
            case Ringing ringing -> in(new Ringing(earlier(ringing.ringEndsAt(), latestRingEnd), Set.of(), now));
            case Joined joined -> in(joined.away(now));
            case Left _ -> this;
        };
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /// They were in the call until they were last known to be, and as long after that as somebody would have waited for them.
    ///
    /// @param grace how long that is
    Participant lose(Duration grace, Instant now) {
        Instant since = awaySince();
        return leave(EndReason.LOST, since == null ? now : earlier(since.plus(grace), now));
    }

    Participant leave(EndReason reason, Instant now) {
        Instant joinedAt = switch (state) {
            case Joined joined -> joined.at();
            case Left left -> left.joinedAt();
            case Waiting _ -> null;
        };
        return in(new Left(reason, now, joinedAt));
    }
}
