package callbox.call;

import java.time.Duration;

/// The limits of a call.
///
/// @param ring how long a callee is rung
/// @param joinedGrace how long a joined device of an answered call, or of a link, may be away, and unheard by the others
/// @param unattendedGrace how long all the joined devices of an answered call may be away
/// @param ringingGrace how long a device may be away while its call rings: the caller's, or all that ring
/// @param participants how many may be live in one call; an invitation holds a place
/// @param remembered how many of those who left a call are still shown in it
public record CallPolicy(Duration ring, Duration joinedGrace, Duration unattendedGrace, Duration ringingGrace,
        int participants,
        int remembered) {

    /// Long enough to cross a house to the phone, and shorter than the 60 s after which phone networks give up.
    public static final Duration RING = Duration.ofSeconds(45);

    /// A phone that changes networks, a page that reloads and a server that restarts are back within this; a person waits that long.
    public static final Duration JOINED_GRACE = Duration.ofSeconds(30);

    /// When all are away it is mostly we who cannot be reached, and they go on talking: a router that starts again takes two minutes. Nobody waits
    /// for anybody meanwhile; but should they all be gone, they are busy for so long.
    public static final Duration UNATTENDED_GRACE = Duration.ofMinutes(2);

    /// Nothing is lost but a ring: half the patience, so that no phone rings for a caller who is gone.
    public static final Duration RINGING_GRACE = Duration.ofSeconds(15);

    /// A full mesh: each sends its picture to every other. Five uploads of 2.5 Mbit/s are what a home line bears.
    public static final int PARTICIPANTS = 6;

    /// A link may live for days with passers-by, and the whole call is sent with every change. Their history keeps the rest.
    public static final int REMEMBERED = 30;

    public static final CallPolicy DEFAULT = new CallPolicy(RING, JOINED_GRACE, UNATTENDED_GRACE, RINGING_GRACE,
            PARTICIPANTS, REMEMBERED);

    public CallPolicy {
        if (!ring.isPositive() || joinedGrace.isNegative() || unattendedGrace.compareTo(joinedGrace) < 0
                || ringingGrace.isNegative()) {
            throw new IllegalArgumentException(
                    "a ring must last, a grace cannot be negative, and the one of all is not the shorter one");
        }
        if (participants < 2 || remembered < 0) {
            throw new IllegalArgumentException("a call has at least two participants");
        }
    }
}
