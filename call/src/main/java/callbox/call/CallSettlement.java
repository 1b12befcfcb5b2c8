package callbox.call;

import callbox.call.CallOutcome.Changed;
import callbox.call.ParticipantState.Left;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What holds after every change, whatever it was: when a call counts as answered, when it ends, whom it remembers, what is due.
final class CallSettlement {
    private final Deadlines deadlines;
    private final int remembered;

    /// @param remembered how many of those who left are still shown
    CallSettlement(Deadlines deadlines, int remembered) {
        this.deadlines = deadlines;
        this.remembered = remembered;
    }

    /// Brings a changed call in order and numbers it.
    ///
    /// @param before null when the call is new
    Changed settle(@Nullable Call before, Call changed, Instant now) {
        CallEnd end = over(changed) ? endBy(leaver(before, changed)) : null;
        List<Participant> participants = end == null
                ? withoutLongestGone(changed.participants())
                : changed.participants().stream().map(participant -> dismiss(participant, end)).toList();
        Instant answeredAt = changed.answeredAt() == null && count(changed, Participant::joined) >= 2
                ? now
                : changed.answeredAt();
        boolean established = answeredAt != null || changed.link() != null;
        Call after = new Call(
                changed.id(),
                before == null ? 1 : before.version() + 1,
                changed.media(),
                changed.link(),
                participants,
                changed.createdAt(),
                answeredAt,
                end,
                deadlines.next(participants, established));
        return new Changed(after, CallEffects.between(before, after));
    }

    /// A call ends when nobody is joined, and one without a link when fewer than two are live: who has a link may wait alone.
    private static boolean over(Call call) {
        return count(call, Participant::joined) == 0
                || (call.link() == null && count(call, Participant::live) < 2);
    }

    /// One person leaves by one event; when that ends the call, it ends it for their reason, at that moment.
    private static Left leaver(@Nullable Call before, Call changed) {
        return changed.participants().stream()
                .filter(participant -> before == null || !before.participants().contains(participant))
                .map(participant -> participant.state() instanceof Left left ? left : null)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    private static CallEnd endBy(Left leaver) {
        return new CallEnd(leaver.at(), leaver.reason());
    }

    /// Ends the part of who is still there. Who is being rung when the others hang up was never answered: cancelled.
    private static Participant dismiss(Participant participant, CallEnd end) {
        if (!participant.live()) {
            return participant;
        }
        boolean withdrawn = participant.waiting() && end.reason() == EndReason.HUNG_UP;
        return participant.leave(withdrawn ? EndReason.CANCELLED : end.reason(), end.at());
    }

    private List<Participant> withoutLongestGone(List<Participant> participants) {
        if (participants.size() <= remembered) {
            return participants;
        }
        Set<UserId> kept = participants.stream()
                .filter(participant -> participant.state() instanceof Left)
                .sorted(Comparator.comparing(CallSettlement::leftAt).reversed())
                .limit(remembered)
                .map(Participant::id)
                .collect(Collectors.toSet());
        return participants.stream()
                .filter(participant -> participant.live() || kept.contains(participant.id()))
                .toList();
    }

    private static Instant leftAt(Participant participant) {
        return participant.state() instanceof Left left ? left.at() : Instant.MAX;
    }

    private static long count(Call call, Predicate<Participant> which) {
        return call.participants().stream().filter(which).count();
    }
}
