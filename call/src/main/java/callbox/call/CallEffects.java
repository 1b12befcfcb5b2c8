package callbox.call;

import callbox.call.CallEffect.BusyChanged;
import callbox.call.CallEffect.CallChanged;
import callbox.call.CallEffect.HistoryAdded;
import callbox.call.ParticipantState.Left;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is to be announced follows from the two calls alone, so no handler of an event can forget somebody.
final class CallEffects {
    private CallEffects() {}

    /// @param before null when the call is new
    static List<CallEffect> between(@Nullable Call before, Call after) {
        Set<UserId> wereLive = liveUsers(before);
        Set<UserId> areLive = liveUsers(after);
        Set<UserId> concerned = new HashSet<>(wereLive);
        concerned.addAll(areLive);

        List<CallEffect> effects = new ArrayList<>();
        if (!concerned.isEmpty()) {
            effects.add(new CallChanged(after, concerned));
        }
        for (Participant participant : after.participants()) {
            UserId user = participant.id();
            if (participant.state() instanceof Left left && !left.equals(stateIn(before, user))) {
                effects.add(new HistoryAdded(user, HistoryEntry.of(after, participant, left)));
            }
            if (wereLive.contains(user) != areLive.contains(user)) {
                effects.add(new BusyChanged(user, areLive.contains(user)));
            }
        }
        return effects;
    }

    private static Set<UserId> liveUsers(@Nullable Call call) {
        return call == null
                ? Set.of()
                : call.liveParticipants().stream().map(Participant::id).collect(Collectors.toSet());
    }

    private static @Nullable ParticipantState stateIn(@Nullable Call call, UserId user) {
        return call == null ? null : call.participant(user).map(Participant::state).orElse(null);
    }
}
