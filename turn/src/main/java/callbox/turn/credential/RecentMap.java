package callbox.turn.credential;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A map of the most recently put entries; putting one more than it holds drops the oldest. Thread-safe.
final class RecentMap<K, V> {
    private final Map<K, V> entries;

    RecentMap(int capacity) {
        this.entries = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > capacity;
            }
        };
    }

    synchronized void put(K key, V value) {
        entries.put(key, value);
    }

    synchronized Optional<V> get(K key) {
        return Optional.ofNullable(entries.get(key));
    }
}
