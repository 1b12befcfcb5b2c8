package callbox.call;

import callbox.call.CallEffect.BusyChanged;
import callbox.call.CallEffect.CallChanged;
import callbox.call.CallEffect.HistoryAdded;
import callbox.call.CallOutcome.Changed;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All stores of the call engine in memory, for tests. Thread-safe: one lock, never held across a callback.
public final class InMemoryCallStore implements CallStore, LinkStore, HistoryStore {
    private static final Comparator<HistoryEntry> NEWEST_FIRST = Comparator.comparing(HistoryEntry::endedAt)
            .thenComparing(entry -> entry.call().value())
            .reversed();

    private final Map<CallId, Call> calls = new HashMap<>();
    private final Map<CallId, Call> live = new HashMap<>();
    private final Map<UserId, CallId> lines = new HashMap<>();
    private final Map<LinkId, Link> links = new HashMap<>();
    private final Map<UserId, Map<CallId, HistoryEntry>> history = new HashMap<>();
    private final Map<UserId, Set<CallId>> unseen = new HashMap<>();

    @Override
    public synchronized boolean commit(Changed change) {
        Call next = change.call();
        Call stored = calls.get(next.id());
        long storedVersion = stored == null ? 0 : stored.version();
        if (storedVersion != next.version() - 1 || lineHeldElsewhere(next) || linkHeldElsewhere(next)) {
            return false;
        }
        calls.put(next.id(), next);
        if (next.live()) {
            live.put(next.id(), next);
        } else {
            live.remove(next.id());
        }
        change.effects().forEach(effect -> apply(effect, next.id()));
        return true;
    }

    private boolean lineHeldElsewhere(Call next) {
        return next.liveParticipants().stream()
                .map(participant -> lines.get(participant.id()))
                .anyMatch(holder -> holder != null && !holder.equals(next.id()));
    }

    private boolean linkHeldElsewhere(Call next) {
        LinkId link = next.link();
        return link != null
                && next.live()
                && liveCallOf(link).filter(holder -> !holder.id().equals(next.id())).isPresent();
    }

    private void apply(CallEffect effect, CallId call) {
        switch (effect) {
            case CallChanged _ -> {
                // Stored already.
            }
            case BusyChanged(UserId user, boolean busy) -> {
                if (busy) {
                    lines.put(user, call);
                } else {
                    lines.remove(user);
                }
            }
            case HistoryAdded(UserId user, HistoryEntry entry) -> {
                history.computeIfAbsent(user, _ -> new LinkedHashMap<>()).put(call, entry);
                Set<CallId> missed = unseen.computeIfAbsent(user, _ -> new HashSet<>());
                if (entry.missed()) {
                    missed.add(call);
                } else {
                    missed.remove(call);
                }
            }
        }
    }

    @Override
    public synchronized Optional<Call> find(CallId id) {
        return Optional.ofNullable(calls.get(id));
    }

    @Override
    public synchronized Optional<Call> liveCallOf(UserId user) {
        return Optional.ofNullable(lines.get(user)).map(calls::get);
    }

    @Override
    public synchronized Optional<Call> liveCallOf(LinkId link) {
        return liveCalls().filter(call -> link.equals(call.link())).findFirst();
    }

    @Override
    public synchronized List<CallId> due(Instant now, int limit) {
        if (live.isEmpty()) {
            return List.of();
        }
        Predicate<Instant> passed = deadline -> !deadline.isAfter(now);
        return liveCalls()
                .filter(call -> call.deadline() != null && passed.test(call.deadline()))
                .sorted(Comparator.comparing(call -> Objects.requireNonNull(call.deadline())))
                .map(Call::id)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<CallId> live(@Nullable CallId after, int limit) {
        return liveCalls()
                .map(Call::id)
                .filter(id -> after == null || id.value().compareTo(after.value()) > 0)
                .sorted(Comparator.comparing(CallId::value))
                .limit(limit)
                .toList();
    }

    /// Every call that was ever stored.
    public synchronized List<Call> all() {
        return List.copyOf(calls.values());
    }

    private Stream<Call> liveCalls() {
        return live.values().stream();
    }

    @Override
    public synchronized void create(Link link) {
        links.put(link.id(), link);
    }

    @Override
    public synchronized Optional<Link> find(LinkId id) {
        return Optional.ofNullable(links.get(id));
    }

    @Override
    public synchronized void touch(LinkId id, Instant usedAt) {
        links.computeIfPresent(
                id, (_, link) -> new Link(link.id(), link.media(), link.owner(), link.createdAt(), usedAt));
    }

    @Override
    public synchronized HistoryPage history(UserId user, @Nullable HistoryCursor before, int limit) {
        List<HistoryEntry> entries = history.getOrDefault(user, Map.of()).values().stream()
                .sorted(NEWEST_FIRST)
                .filter(entry -> before == null || isBefore(entry, before))
                .limit(limit + 1L)
                .toList();
        return HistoryPage.of(entries, limit);
    }

    private static boolean isBefore(HistoryEntry entry, HistoryCursor cursor) {
        int byTime = entry.endedAt().compareTo(cursor.endedAt());
        return byTime < 0 || (byTime == 0 && entry.call().value().compareTo(cursor.call().value()) < 0);
    }

    @Override
    public synchronized int missed(UserId user) {
        return unseen.getOrDefault(user, Set.of()).size();
    }

    @Override
    public synchronized void markSeen(UserId user) {
        unseen.remove(user);
    }
}
