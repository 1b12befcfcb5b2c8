package callbox.call;

import callbox.call.ParticipantState.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A call: one row of the store, live and afterwards. Two people, a group and a link are the same thing with other participants.
/// Immutable; [CallEngine] makes the next one.
///
/// Instants have milliseconds, as the wire and the store have.
///
/// @param version 1 for a new call, one more with every change; what compare-and-set compares
/// @param link the link by which people come; null for a call that somebody placed
/// @param participants in the order in which they first came; each user once
/// @param answeredAt when a second participant joined; null before
/// @param end null while the call is live
/// @param deadline when [CallEvent.DeadlinePassed] is due; null when nothing is
public record Call(
        CallId id,
        long version,
        Media media,
        @Nullable LinkId link,
        List<Participant> participants,
        Instant createdAt,
        @Nullable Instant answeredAt,
        @Nullable CallEnd end,
        @Nullable Instant deadline) {

    public Call {
        participants = List.copyOf(participants);
    }

    public boolean live() {
        return end == null;
    }

    public boolean answered() {
        return answeredAt != null;
    }

    public Optional<Participant> participant(UserId user) {
        for (Participant participant : participants) {
            if (participant.id().equals(user)) {
                return Optional.of(participant);
            }
        }
        return Optional.empty();
    }

    /// Those who are invited, ringing or joined.
    public List<Participant> liveParticipants() {
        return participants.stream().filter(Participant::live).toList();
    }

    /// When the last ring of this call ends; null when nobody is being rung.
    public @Nullable Instant ringEndsAt() {
        return participants.stream()
                .map(participant -> participant.state() instanceof Waiting waiting ? waiting.ringEndsAt() : null)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /// The same with this participant in the place of the one with the same user, or after the others.
    Call with(Participant next) {
        List<Participant> all = new ArrayList<>(participants);
        int place = participants.stream().map(Participant::id).toList().indexOf(next.id());
        if (place < 0) {
            all.add(next);
        } else {
            all.set(place, next);
        }
        return with(media, all);
    }

    /// The same as an audio call, with all cameras off.
    Call asAudio() {
        return with(Media.AUDIO, participants.stream().map(person -> person.send(person.tracks().within(Media.AUDIO)))
                .toList());
    }

    private Call with(Media nextMedia, List<Participant> nextParticipants) {
        return new Call(id, version, nextMedia, link, nextParticipants, createdAt, answeredAt, end, deadline);
    }
}
