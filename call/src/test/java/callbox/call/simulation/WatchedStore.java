package callbox.call.simulation;

import callbox.call.Call;
import callbox.call.CallId;
import callbox.call.CallOutcome.Changed;
import callbox.call.CallStore;
import callbox.call.InMemoryCallStore;
import callbox.call.LinkId;
import callbox.call.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Shows the simulation what a command does in the store, so that another command may come in between, as from another thread or node.
///
/// @param between run after a user's line was looked up, and between a decision and its commit
public record WatchedStore(InMemoryCallStore store, Runnable between, Commits commits) implements CallStore {

    public interface Commits {
        /// @param before null for a new call
        void committed(@Nullable Call before, Changed change);
    }

    @Override
    public boolean commit(Changed change) {
        between.run();
        Call before = store.find(change.call().id()).orElse(null);
        boolean committed = store.commit(change);
        if (committed) {
            commits.committed(before, change);
        }
        return committed;
    }

    @Override
    public Optional<Call> find(CallId id) {
        return store.find(id);
    }

    @Override
    public Optional<Call> liveCallOf(UserId user) {
        Optional<Call> call = store.liveCallOf(user);
        between.run();
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
