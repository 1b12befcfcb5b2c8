package callbox.call;

import callbox.call.CallOutcome.Changed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A store in which somebody else is always first: before each commit, `overtake` is run.
record OvertakenStore(CallStore store, Runnable overtake) implements CallStore {

    @Override
    public boolean commit(Changed change) {
        overtake.run();
        return store.commit(change);
    }

    @Override
    public Optional<Call> find(CallId id) {
        return store.find(id);
    }

    @Override
    public Optional<Call> liveCallOf(UserId user) {
        return store.liveCallOf(user);
    }

    @Override
    public Optional<Call> liveCallOf(LinkId link) {
        return store.liveCallOf(link);
    }

    @Override
    public List<CallId> due(Instant now, int limit) {
        return store.due(now, limit);
    }

    @Override
    public List<CallId> live(@Nullable CallId after, int limit) {
        return store.live(after, limit);
    }
}
