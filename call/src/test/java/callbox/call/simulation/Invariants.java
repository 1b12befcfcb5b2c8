package callbox.call.simulation;

import callbox.call.Call;
import callbox.call.CallEffect;
import callbox.call.CallEffect.BusyChanged;
import callbox.call.CallEffect.CallChanged;
import callbox.call.CallEffect.HistoryAdded;
import callbox.call.CallEnd;
import callbox.call.CallId;
import callbox.call.CallOutcome.Changed;
import callbox.call.CallPolicy.Grace;
import callbox.call.CallPolicy;
import callbox.call.DeviceRef;
import callbox.call.EndReason;
import callbox.call.HistoryEntry;
import callbox.call.LinkId;
import callbox.call.Media;
import callbox.call.Participant;
import callbox.call.ParticipantState.Joined;
import callbox.call.ParticipantState.Left;
import callbox.call.ParticipantState.Waiting;
import callbox.call.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What must hold after every commit, whatever the devices did. Written against what a call is, not against how the engine does it.
public final class Invariants {
    private final Map<CallId, Call> live = new HashMap<>();
    private final Set<UserId> toldBusy = new HashSet<>();
    private final Map<UserId, Map<CallId, HistoryEntry>> logs = new HashMap<>();

    /// @param before null for a new call
    /// @param asked whether this device may have asked for the change
    public void committed(@Nullable Call before, Changed change, Predicate<DeviceRef> asked) {
        Call after = change.call();
        if (before == null) {
            require(after.version() == 1, "a new call begins at version 1");
        } else {
            grewFrom(before, after, asked);
        }
        if (after.live()) {
            live.put(after.id(), after);
        } else {
            live.remove(after.id());
        }
        isWellFormed(after);
        endsForAllOrNobody(before, after);
        everyWaitHasADeadline(after);
        eachUserHasOneLine();
        reachesExactlyThoseConcerned(before, change);
    }

    private static void grewFrom(Call before, Call after, Predicate<DeviceRef> asked) {
        require(before.live(), "an ended call is never changed");
        require(after.version() == before.version() + 1, "versions grow by one");
        require(after.createdAt().equals(before.createdAt()) && Objects.equals(after.link(), before.link()),
                "a call keeps its beginning");
        require(before.answeredAt() == null || before.answeredAt().equals(after.answeredAt()),
                "a call is answered once");
        require(before.media() == Media.VIDEO || after.media() == Media.AUDIO, "no call gets a camera by itself");
        for (Participant participant : before.participants()) {
            after.participant(participant.id()).ifPresent(next -> oneDeviceAnswers(participant, next, asked));
        }
        whoIsLostWasAway(before, after);
    }

    /// For the shortest grace at least; who is lost with them, as the call ends, may have been there.
    private static void whoIsLostWasAway(Call before, Call after) {
        List<Participant> lost = before.participants().stream()
                .filter(participant -> participant.live() && after.participant(participant.id()).orElseThrow()
                        .state() instanceof Left left && left.reason() == EndReason.LOST)
                .toList();
        require(lost.isEmpty() || lost.stream().anyMatch(participant -> wasAway(participant, after)),
                "somebody who is lost was away for long enough");
    }

    private static boolean wasAway(Participant before, Call after) {
        Instant since = before.awaySince();
        Instant left = ((Left) after.participant(before.id()).orElseThrow().state()).at();
        return since != null && !left.isBefore(since.plus(Grace.RINGING));
    }

    /// The device of a participant stays the same until another one of the same user takes the call.
    private static void oneDeviceAnswers(Participant before, Participant after, Predicate<DeviceRef> asked) {
        if (before.state() instanceof Joined was && after.state() instanceof Joined is) {
            require(was.at().equals(is.at()), "who moves has been in the call all the time");
            if (!was.device().equals(is.device())) {
                require(asked.test(new DeviceRef(after.id(), is.device())),
                        "a call moves to the device that asks for it");
                require(is.awaySince() == null, "a device that takes a call is there");
            }
        }
    }

    private static void isWellFormed(Call call) {
        List<UserId> users = call.participants().stream().map(Participant::id).toList();
        require(users.size() == new HashSet<>(users).size(), "a user is in a call once");
        require(call.liveParticipants().size() <= CallPolicy.PARTICIPANTS, "no more than six");
        long joined = call.participants().stream().filter(Participant::joined).count();
        require(joined < 2 || call.answered(), "two who have joined have answered");
    }

    private static void endsForAllOrNobody(@Nullable Call before, Call after) {
        CallEnd end = after.end();
        if (end == null) {
            require(after.participants().stream().anyMatch(Participant::joined), "nobody rings for an empty call");
            require(after.link() != null || after.liveParticipants().size() >= 2, "nobody waits for nobody");
            return;
        }
        require(after.liveParticipants().isEmpty(), "nobody rings, and nobody talks, after the end");
        require(after.deadline() == null, "nothing is due after the end");
        for (Participant participant : after.participants()) {
            Participant was = before == null ? null : before.participant(participant.id()).orElse(null);
            if (was == null || was.live()) {
                EndReason reason = ((Left) participant.state()).reason();
                boolean withdrawn = was != null && was.state() instanceof Waiting
                        && reason == EndReason.CANCELLED && end.reason() == EndReason.HUNG_UP;
                require(reason == end.reason() || withdrawn, "all who were there agree on the reason");
            }
        }
    }

    private static void everyWaitHasADeadline(Call call) {
        for (Participant participant : call.liveParticipants()) {
            if (participant.state() instanceof Waiting waiting) {
                require(isDueBy(call, waiting.ringEndsAt()), "a ring ends");
            }
            Instant away = participant.awaySince();
            if (away != null) {
                require(isDueBy(call, away.plus(longestAbsence(call, participant))), "an absence ends");
            }
        }
    }

    private static Duration longestAbsence(Call call, Participant participant) {
        boolean othersTalk = call.participants().stream().anyMatch(it -> it.joined() && it.awaySince() == null);
        boolean othersJoined = call.participants().stream().filter(Participant::joined).count() > 1;
        if (participant.waiting() || !(call.answered() || call.link() != null)) {
            return Grace.RINGING;
        }
        return othersJoined && !othersTalk ? Grace.LONGEST : Grace.JOINED;
    }

    private static boolean isDueBy(Call call, Instant latest) {
        Instant deadline = call.deadline();
        return deadline != null && !deadline.isAfter(latest);
    }

    private void eachUserHasOneLine() {
        Set<UserId> users = new HashSet<>();
        Set<LinkId> links = new HashSet<>();
        for (Call call : live.values()) {
            for (Participant participant : call.liveParticipants()) {
                require(users.add(participant.id()), "a user has one live call");
            }
            LinkId link = call.link();
            require(link == null || links.add(link), "a link has one live call");
        }
    }

    private void reachesExactlyThoseConcerned(@Nullable Call before, Changed change) {
        Set<UserId> concerned = liveUsers(change.call());
        if (before != null) {
            concerned.addAll(liveUsers(before));
        }
        Set<UserId> reached = new HashSet<>();
        for (CallEffect effect : change.effects()) {
            switch (effect) {
                case CallChanged(Call call, Set<UserId> to) -> {
                    require(call.equals(change.call()), "what is told is what is stored");
                    reached.addAll(to);
                }
                case HistoryAdded(UserId user, HistoryEntry entry) -> {
                    require(change.call().participant(user).isPresent(), "a log is written for who was there");
                    logs.computeIfAbsent(user, _ -> new HashMap<>()).put(entry.call(), entry);
                }
                case BusyChanged(UserId user, boolean busy) -> {
                    boolean news = busy ? toldBusy.add(user) : toldBusy.remove(user);
                    require(news, "busy is told when it changes");
                }
            }
        }
        require(reached.equals(concerned), "a change reaches those in the call, those who just left, and nobody else");
        require(toldBusy.equals(allLiveUsers()), "exactly those who have a line are told to be busy");
    }

    private static Set<UserId> liveUsers(Call call) {
        return call.liveParticipants().stream().map(Participant::id).collect(Collectors.toCollection(HashSet::new));
    }

    private Set<UserId> allLiveUsers() {
        return live.values().stream().flatMap(call -> liveUsers(call).stream()).collect(Collectors.toSet());
    }

    /// After all deadlines have passed with every device away.
    ///
    /// @param all every call that there ever was
    public void quiet(List<Call> all) {
        require(live.isEmpty(), "every call ends");
        for (Call call : all) {
            for (Participant participant : call.participants()) {
                HistoryEntry entry = logs.getOrDefault(participant.id(), Map.of()).get(call.id());
                require(entry != null && entry.reason() == ((Left) participant.state()).reason(),
                        "whoever was in a call finds it in their log, with the same reason");
            }
        }
    }

    /// How many calls the user has missed, as told by their log.
    public long missed(UserId user) {
        return logs.getOrDefault(user, Map.of()).values().stream().filter(HistoryEntry::missed).count();
    }

    /// @param invariant asked for where it does not hold
    public static void require(boolean holds, Supplier<String> invariant) {
        if (!holds) {
            throw new Violation(invariant.get());
        }
    }

    public static void require(boolean holds, String invariant) {
        if (!holds) {
            throw new Violation(invariant);
        }
    }

    /// An invariant that did not hold.
    public static final class Violation extends AssertionError {
        private static final long serialVersionUID = 1;

        Violation(String invariant) {
            super(invariant);
        }
    }
}
