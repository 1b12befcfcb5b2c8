package callbox.turn.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/// The relay's counters. Thread-safe; written by every event loop, read by whoever exports them.
public final class TurnMetrics {
    private final LongAdder opened = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final LongAdder bindings = new LongAdder();
    private final LongAdder datagramsToPeers = new LongAdder();
    private final LongAdder bytesToPeers = new LongAdder();
    private final LongAdder datagramsToClients = new LongAdder();
    private final LongAdder bytesToClients = new LongAdder();
    private final Map<Refusal, LongAdder> refusals = new EnumMap<>(Refusal.class);
    private final Map<Drop, LongAdder> drops = new EnumMap<>(Drop.class);

    public TurnMetrics() {
        for (Refusal reason : Refusal.values()) {
            refusals.put(reason, new LongAdder());
        }
        for (Drop reason : Drop.values()) {
            drops.put(reason, new LongAdder());
        }
    }

    public void allocationOpened() {
        opened.increment();
    }

    public void allocationEnded() {
        ended.increment();
    }

    public void bindingAnswered() {
        bindings.increment();
    }

    public void refused(Refusal reason) {
        counter(refusals, reason).increment();
    }

    public void dropped(Drop reason) {
        dropped(reason, 1);
    }

    public void dropped(Drop reason, int datagrams) {
        counter(drops, reason).add(datagrams);
    }

    public void relayedToPeer(int bytes) {
        datagramsToPeers.increment();
        bytesToPeers.add(bytes);
    }

    public void relayedToClient(int bytes) {
        datagramsToClients.increment();
        bytesToClients.add(bytes);
    }

    /// Bytes of a TCP connection (RFC 6062), which are no datagram.
    public void streamedToPeer(int bytes) {
        bytesToPeers.add(bytes);
    }

    /// Likewise.
    public void streamedToClient(int bytes) {
        bytesToClients.add(bytes);
    }

    /// The counters now. Each is exact, but they are not read at one instant.
    public TurnStatistics snapshot() {
        long endedNow = ended.sum();
        return new TurnStatistics(opened.sum() - endedNow, endedNow, bindings.sum(),
                new TurnStatistics.Traffic(datagramsToPeers.sum(), bytesToPeers.sum()),
                new TurnStatistics.Traffic(datagramsToClients.sum(), bytesToClients.sum()),
                sums(refusals, Refusal.class),
                sums(drops, Drop.class));
    }

    private static <E> LongAdder counter(Map<E, LongAdder> counters, E reason) {
        return Objects.requireNonNull(counters.get(reason));
    }

    private static <E extends Enum<E>> Map<E, Long> sums(Map<E, LongAdder> counters, Class<E> type) {
        Map<E, Long> sums = new EnumMap<>(type);
        counters.forEach((reason, counter) -> sums.put(reason, counter.sum()));
        return sums;
    }
}
