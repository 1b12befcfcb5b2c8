package callbox.turn.engine;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/// How many allocations there may be, per credential name and in all. Thread-safe: all event loops share one.
public final class Quotas {
    private final int perCredential;
    private final int total;
    private final AtomicInteger used = new AtomicInteger();
    private final ConcurrentMap<String, Integer> usedByName = new ConcurrentHashMap<>();

    public Quotas(int perCredential, int total) {
        this.perCredential = perCredential;
        this.total = total;
    }

    /// Takes a place for one allocation; false if there is none.
    boolean take(String name) {
        if (used.incrementAndGet() > total) {
            used.decrementAndGet();
            return false;
        }
        if (usedByName.merge(name, 1, Integer::sum) > perCredential) {
            release(name);
            return false;
        }
        return true;
    }

    void release(String name) {
        used.decrementAndGet();
        usedByName.computeIfPresent(name, (_, count) -> count == 1 ? null : count - 1);
    }

    /// Allocations that there are now.
    public int used() {
        return used.get();
    }
}
