package callbox.call;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/// What the world hears of a change, after it is committed.
public sealed interface CallEffect {

    /// The call is a new one: all devices of these users are sent their view of it.
    ///
    /// @param to those who are live in the call, and those who were until this change
    record CallChanged(Call call, Set<UserId> to) implements CallEffect {
        public CallChanged {
            to = Collections.unmodifiableSet(new LinkedHashSet<>(to));
        }
    }

    /// The user's part in a call is over. A second entry for the same call takes the place of the first: the user had come back.
    record HistoryAdded(UserId user, HistoryEntry entry) implements CallEffect {}

    /// The user came to be busy by this change, or ceased to be. Announcements of two calls may overtake each other: whoever shows
    /// this to others for longer asks [Switchboard#busy] at that moment.
    record BusyChanged(UserId user, boolean busy) implements CallEffect {}
}
