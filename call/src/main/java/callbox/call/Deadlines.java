package callbox.call;

import callbox.call.ParticipantState.Invited;
import callbox.call.ParticipantState.Joined;
import callbox.call.ParticipantState.Left;
import callbox.call.ParticipantState.Ringing;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When a participant has to leave if nothing happens.
final class Deadlines {
    private final CallPolicy.Grace grace;

    Deadlines(CallPolicy.Grace grace) {
        this.grace = grace;
    }

    /// The participant whose deadline is the earliest of those that are not after `now`.
    Optional<Due> due(Call call, Instant now) {
        Duration joined = joinedGrace(call.participants(), call.answered() || call.link() != null);
        return call.participants().stream()
                .map(participant -> due(participant, joined))
                .filter(Objects::nonNull)
                .min(Comparator.comparing(Due::at))
                .filter(due -> !due.at().isAfter(now));
    }

    /// The earliest deadline of all; null when nothing is due.
    ///
    /// @param established the call was answered, or is one of a link: to lose it would be to lose a conversation
    @Nullable
    Instant next(List<Participant> participants, boolean established) {
        Duration joined = joinedGrace(participants, established);
        return participants.stream()
                .map(participant -> due(participant, joined))
                .filter(Objects::nonNull)
                .map(Due::at)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /// Whether the joined devices, two or more, are all away.
    static boolean unattended(List<Participant> participants) {
        List<Participant> joined = participants.stream().filter(Participant::joined).toList();
        return joined.size() > 1 && joined.stream().allMatch(participant -> participant.awaySince() != null);
    }

    /// Whether nobody has attended it for so long that it keeps nobody from another call.
    boolean adrift(Call call, Instant now) {
        return unattended(call.participants()) && call.participants().stream()
                .map(participant -> participant.joined() ? participant.awaySince() : null)
                .filter(Objects::nonNull)
                .noneMatch(since -> since.plus(grace.unattended()).isAfter(now));
    }

    private Duration joinedGrace(List<Participant> participants, boolean established) {
        if (unattended(participants)) {
            return grace.longest();
        }
        return established ? grace.joined() : grace.ringing();
    }

    private @Nullable Due due(Participant participant, Duration joined) {
        return switch (participant.state()) {
            case Invited invited -> new Due(participant, invited.ringEndsAt(), EndReason.NO_ANSWER);
            case Ringing ringing -> {
                Due away = away(participant, grace.ringing(), EndReason.UNREACHABLE);
                yield away != null && away.at().isBefore(ringing.ringEndsAt())
                        ? away
                        : new Due(participant, ringing.ringEndsAt(), EndReason.NO_ANSWER);
            }
            case Joined _ -> away(participant, joined, EndReason.LOST);
            case Left _ -> null;
        };
    }

    private static @Nullable Due away(Participant participant, Duration grace, EndReason reason) {
        Instant since = participant.awaySince();
        return since == null ? null : new Due(participant, since.plus(grace), reason);
    }

    /// Who has to leave when, and why.
    record Due(Participant participant, Instant at, EndReason reason) {}
}
