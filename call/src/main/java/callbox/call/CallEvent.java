package callbox.call;

import java.util.Set;

/// What can happen to a call. Commands come from a device and may be refused; the others are facts and are not.
public sealed interface CallEvent {

    /// Something that a person's device asks for.
    sealed interface Command extends CallEvent permits Invite, Ring, Accept, Decline, HangUp, TracksChanged,
            Take, JoinByLink, Hears {
        /// The device that asks.
        DeviceRef by();
    }

    /// Somebody who has joined asks another one in.
    ///
    /// @param callee what was found out about the callee just now
    record Invite(DeviceRef by, User to, Reach callee) implements Command {}

    /// The device rings now.
    record Ring(DeviceRef by) implements Command {}

    /// @param atMost the call becomes an audio call when this is AUDIO; an accept that comes of a glare brings the other call's media
    record Accept(DeviceRef by, Tracks tracks, Media atMost) implements Command {}

    record Decline(DeviceRef by) implements Command {}

    /// @param reason HUNG_UP or FAILED
    record HangUp(DeviceRef by, EndReason reason) implements Command {
        private static final Set<EndReason> REASONS = Set.of(EndReason.HUNG_UP, EndReason.FAILED);

        public HangUp {
            if (!REASONS.contains(reason)) {
                throw new IllegalArgumentException("a device hangs up with hung-up or failed, not with " + reason
                        .word());
            }
        }
    }

    record TracksChanged(DeviceRef by, Tracks tracks) implements Command {}

    /// The user goes on in the call on this device.
    ///
    /// @param seen the version of the call that the device was shown when the person asked for it
    record Take(DeviceRef by, long seen, Tracks tracks) implements Command {}

    record JoinByLink(DeviceRef by, User user, Tracks tracks) implements Command {}

    /// The device gets sound or picture of that participant now, from device to device.
    record Hears(DeviceRef by, UserId from) implements Command {}

    /// The device lost its connection; the grace begins.
    record DeviceAway(DeviceRef device) implements CallEvent {}

    /// The device has a connection again.
    ///
    /// @param anew with a page that was loaded since, and has no sound and no picture of anybody
    record DeviceBack(DeviceRef device, boolean anew) implements CallEvent {}

    /// The user is to be in another call. It matters where nobody has attended this one for long.
    record WantedElsewhere(UserId user) implements CallEvent {}

    /// The server was down, so nobody could come back: every grace begins now.
    record ServerStarted() implements CallEvent {}

    /// [Call#deadline] has passed. One that comes too early, or twice, changes nothing.
    record DeadlinePassed() implements CallEvent {}
}
