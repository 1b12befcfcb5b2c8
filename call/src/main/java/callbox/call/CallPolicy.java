package callbox.call;

import java.time.Duration;

/// The limits of a call.
///
/// @param ring how long a callee is rung
/// @param participants how many may be live in one call; an invitation holds a place
/// @param remembered how many of those who left a call are still shown in it
public record CallPolicy(Duration ring, Grace grace, int participants, int remembered) {

    /// How long a device may be away.
    ///
    /// @param ringing while its call rings: the caller's, or all that ring
    /// @param joined in an answered call, or one of a link, and unheard by the others
    /// @param unattended all who have joined, before the call lets go of whoever is wanted in another one
    /// @param longest all who have joined, at most
    public record Grace(Duration ringing, Duration joined, Duration unattended, Duration longest) {

        /// A phone that changes networks, a page that reloads and a server that restarts are back within this; a person waits that long.
        public static final Duration JOINED = Duration.ofSeconds(30);

        /// Nothing is lost but a ring: half the patience, so that no phone rings for a caller who is gone.
        public static final Duration RINGING = Duration.ofSeconds(15);

        /// When all are away it is mostly we who cannot be reached, and they go on talking: a router that starts again takes two minutes. Until then a new
        /// page may be a reload, and is let in again.
        public static final Duration UNATTENDED = Duration.ofMinutes(2);

        /// A day's work without a server. Whose machines died together leave a call that nobody ends; it keeps nobody from another one.
        public static final Duration LONGEST = Duration.ofHours(12);

        public static final Grace DEFAULT = new Grace(RINGING, JOINED, UNATTENDED, LONGEST);

        public Grace {
            if (ringing.isNegative() || joined.isNegative() || unattended.compareTo(joined) < 0
                    || longest.compareTo(unattended) < 0) {
                throw new IllegalArgumentException(
                        "a grace cannot be negative, and the one of all is not the shorter one");
            }
        }
    }

    /// Long enough to cross a house to the phone, and shorter than the 60 s after which phone networks give up.
    public static final Duration RING = Duration.ofSeconds(45);

    /// A full mesh: each sends its picture to every other. Five uploads of 2.5 Mbit/s are what a home line bears.
    public static final int PARTICIPANTS = 6;

    /// A link may live for days with passers-by, and the whole call is sent with every change. Their history keeps the rest.
    public static final int REMEMBERED = 30;

    public static final CallPolicy DEFAULT = new CallPolicy(RING, Grace.DEFAULT, PARTICIPANTS, REMEMBERED);

    public CallPolicy {
        if (!ring.isPositive()) {
            throw new IllegalArgumentException("a ring must last");
        }
        if (participants < 2 || remembered < 0) {
            throw new IllegalArgumentException("a call has at least two participants");
        }
    }

    public CallPolicy withRing(Duration other) {
        return new CallPolicy(other, grace, participants, remembered);
    }
}
