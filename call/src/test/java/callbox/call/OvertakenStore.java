package callbox.call;

import callbox.call.CallOutcome.Changed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A store in which somebody else is always first.
///
/// @param beforeCommit run between a decision and its commit
/// @param afterLookup run when a user's line was looked up, and before the answer is used
record OvertakenStore(CallStore store, Runnable beforeCommit, Runnable afterLookup) implements CallStore {

    @Override
    public boolean commit(Changed change) {
        beforeCommit.run();
        return store.commit(change);
    }

    @Override
    public Optional<Call> find(CallId id) {
        return store.find(id);
    }

    @Override
    public Optional<Call> liveCallOf(UserId user) {
        Optional<Call> call = store.liveCallOf(user);
        afterLookup.run();
        return call;
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
