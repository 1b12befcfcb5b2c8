package callbox.call;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a participant stands in a call: `invited -> ringing -> joined -> left`.
///
/// A participant that is not [Left] is **live** and holds the one line that its user has.
public sealed interface ParticipantState {

    /// Asked to come, and may answer: [Invited] or [Ringing].
    sealed interface Waiting extends ParticipantState permits Invited, Ringing {
        /// When the ring timeout passes.
        Instant ringEndsAt();
    }

    /// Asked to come; no device has said that it rings.
    ///
    /// In: an invitation to somebody who is new in the call or has left it.
    /// Out: [Ringing] when a device rings; [Joined] when one accepts; [Left] by decline, ring timeout or the end of the call.
    record Invited(Instant ringEndsAt) implements Waiting {}

    /// At least one device rang.
    ///
    /// In: [Invited], when the first device rings.
    /// Out: [Joined] when a device accepts; [Left] by decline, ring timeout, the end of the call, or when all ringing devices went
    /// away for the grace.
    ///
    /// @param devices those that ring now
    /// @param awaySince when the last ringing device went away; present exactly when no device rings
    record Ringing(Instant ringEndsAt, Set<DeviceId> devices, @Nullable Instant awaySince) implements Waiting {
        public Ringing {
            devices = Collections.unmodifiableSet(new LinkedHashSet<>(devices));
            if (devices.isEmpty() != (awaySince != null)) {
                throw new IllegalArgumentException("away means that no device rings");
            }
        }
    }

    /// In the call, on exactly one device.
    ///
    /// In: placing a call; an accept from [Invited] or [Ringing]; joining by link, also from [Left].
    /// Out: [Left] by hang-up, by losing the device for the grace, or by the end of the call. The device changes when another one of
    /// the user takes the call, and by the link while it is away.
    ///
    /// @param device the only one that may signal
    /// @param fromVersion the call's version with which the user came to this device
    /// @param at when the user came in, on whichever device
    /// @param awaySince when the device lost its connection, or was last heard by another participant since; null while it is connected
    record Joined(DeviceId device, long fromVersion, Instant at, Tracks tracks, @Nullable Instant awaySince)
            implements
            ParticipantState {

        Joined sending(Tracks next) {
            return new Joined(device, fromVersion, at, next, awaySince);
        }

        /// @param since null when the device is connected
        Joined away(@Nullable Instant since) {
            return new Joined(device, fromVersion, at, tracks, since);
        }
    }

    /// Out of the call.
    ///
    /// In: every other state; also the first state of somebody who was busy or unreachable.
    /// Out: [Joined] by the call's link, [Invited] by a new invitation; neither once the call has ended.
    ///
    /// @param joinedAt when the user had come in; null for one who never did
    record Left(EndReason reason, Instant at, @Nullable Instant joinedAt) implements ParticipantState {}
}
