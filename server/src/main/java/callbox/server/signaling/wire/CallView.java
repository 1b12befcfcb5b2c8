package callbox.server.signaling.wire;

import callbox.call.Call;
import callbox.call.CallId;
import callbox.call.DeviceRef;
import callbox.call.EndReason;
import callbox.call.LinkId;
import callbox.call.Media;
import callbox.call.Participant;
import callbox.call.ParticipantState;
import callbox.call.Role;
import callbox.call.Tracks;
import callbox.call.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A call as one device of a participant is shown it (docs/PROTOCOL.md, Calls).
public record CallView(CallId id, long version, Media media, @Nullable LinkId link, Instant createdAt,
        @Nullable Instant answeredAt, @Nullable Instant endedAt, @Nullable EndReason endReason,
        @Nullable Instant ringEndsAt, List<ParticipantView> participants, You you) {

    public record ParticipantView(UserView user, Role role, String state, @Nullable EndReason reason,
            @Nullable Instant awaySince, Tracks tracks) {
        private static ParticipantView of(Participant participant) {
            var reason = participant.state() instanceof ParticipantState.Left left ? left.reason() : null;
            return new ParticipantView(new UserView(participant.id(), participant.user().name()), participant.role(),
                    word(participant.state()), reason, participant.awaySince(), participant.tracks());
        }
    }

    /// @param here whether the device that is shown this is the one that joined
    public record You(UserId user, String state, boolean here) {}

    /// @throws IllegalArgumentException when the viewer is no participant
    public static CallView of(Call call, DeviceRef viewer) {
        var self = call.participant(viewer.user())
                .orElseThrow(() -> new IllegalArgumentException(viewer + " is not in " + call.id()));
        var end = call.end();
        return new CallView(call.id(), call.version(), call.media(), call.link(), call.createdAt(), call.answeredAt(),
                end == null ? null : end.at(), end == null ? null : end.reason(), call.ringEndsAt(),
                call.participants().stream().map(ParticipantView::of).toList(),
                new You(viewer.user(), word(self.state()), self.joinedOn(viewer.device())));
    }

    private static String word(ParticipantState state) {
        return switch (state) {
            case ParticipantState.Invited _ -> "invited";
            case ParticipantState.Ringing _ -> "ringing";
            case ParticipantState.Joined _ -> "joined";
            case ParticipantState.Left _ -> "left";
        };
    }
}
