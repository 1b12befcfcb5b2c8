package callbox.turn.engine;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A map from transport addresses of one family to values, whose lookups create no objects: open addressing with linear
/// probing over parallel arrays. Grows by doubling when three quarters full; an empty map has no arrays of its own.
///
/// Keys are an address as in [callbox.stun.IpAddress] and a port; a map that needs no port uses zero.
public final class AddressMap<V> {
    private static final int INITIAL_CAPACITY = 4;
    /// Mixes the bits of a key so that neighbouring ports spread (the 64-bit golden ratio).
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    /// One slot that stays free: what every map looks at before its first entry. Nobody writes to these.
    private static final long[] NO_NUMBERS = new long[1];
    private static final int[] NO_PORTS = new int[1];
    private static final @Nullable Object[] NO_VALUES = new @Nullable Object[1];

    private long[] highs = NO_NUMBERS;
    private long[] lows = NO_NUMBERS;
    private int[] ports = NO_PORTS;
    private @Nullable Object[] values = NO_VALUES;
    private int size;

    public int size() {
        return size;
    }

    public @Nullable V get(long high, long low, int port) {
        return valueAt(find(high, low, port));
    }

    /// Puts a value, and gives back the one that it replaces.
    public @Nullable V put(long high, long low, int port, V value) {
        Objects.requireNonNull(value);
        int slot = find(high, low, port);
        V previous = valueAt(slot);
        if (previous == null) {
            if (++size > capacity() - capacity() / 4 || capacity() < INITIAL_CAPACITY) {
                grow();
                slot = find(high, low, port);
            }
            highs[slot] = high;
            lows[slot] = low;
            ports[slot] = port;
        }
        values[slot] = value;
        return previous;
    }

    /// Removes a value, and gives it back.
    public @Nullable V remove(long high, long low, int port) {
        int hole = find(high, low, port);
        V removed = valueAt(hole);
        if (removed == null) {
            return null;
        }
        size--;
        values[hole] = null;
        // Close the gap, so that no probe stops short of an entry that was pushed past it.
        for (int slot = next(hole); values[slot] != null; slot = next(slot)) {
            int home = home(highs[slot], lows[slot], ports[slot]);
            if (((slot - home) & (capacity() - 1)) >= ((slot - hole) & (capacity() - 1))) {
                highs[hole] = highs[slot];
                lows[hole] = lows[slot];
                ports[hole] = ports[slot];
                values[hole] = values[slot];
                values[slot] = null;
                hole = slot;
            }
        }
        return removed;
    }

    /// Every value; the map must not change meanwhile.
    public void forEach(Consumer<V> action) {
        for (int slot = 0; slot < capacity(); slot++) {
            V value = valueAt(slot);
            if (value != null) {
                action.accept(value);
            }
        }
    }

    private int find(long high, long low, int port) {
        int slot = home(high, low, port);
        while (values[slot] != null && (lows[slot] != low || ports[slot] != port || highs[slot] != high)) {
            slot = next(slot);
        }
        return slot;
    }

    private int home(long high, long low, int port) {
        long hash = ((high * MULTIPLIER ^ low) * MULTIPLIER ^ port) * MULTIPLIER;
        return (int) (hash >>> 32) & (capacity() - 1);
    }

    private int next(int slot) {
        return (slot + 1) & (capacity() - 1);
    }

    private int capacity() {
        return values.length;
    }

    @SuppressWarnings("unchecked")
    private @Nullable V valueAt(int slot) {
        return (V) values[slot];
    }

    private void grow() {
        long[] oldHighs = highs;
        long[] oldLows = lows;
        int[] oldPorts = ports;
        @Nullable
        Object[] oldValues = values;
        int doubled = Math.max(INITIAL_CAPACITY, 2 * oldValues.length);
        highs = new long[doubled];
        lows = Arrays.copyOf(highs, doubled);
        ports = new int[doubled];
        values = new @Nullable Object[doubled];
        for (int i = 0; i < oldValues.length; i++) {
            if (oldValues[i] != null) {
                int slot = find(oldHighs[i], oldLows[i], oldPorts[i]);
                highs[slot] = oldHighs[i];
                lows[slot] = oldLows[i];
                ports[slot] = oldPorts[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
