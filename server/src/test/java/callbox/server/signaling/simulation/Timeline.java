package callbox.server.signaling.simulation;

import java.util.PriorityQueue;

/// Fake time, in microseconds, and what is to happen in it. Events of the same instant happen in the order in which they were planned.
final class Timeline {
    static final long MS = 1_000;
    static final long SECOND = 1_000_000;

    private record Entry(long at, long order, Runnable event) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long now;
    private long planned;

    long now() {
        return now;
    }

    void at(long time, Runnable event) {
        entries.add(new Entry(Math.max(time, now), planned++, event));
    }

    void in(long delay, Runnable event) {
        at(now + delay, event);
    }

    void pass(long time) {
        long end = now + time;
        while (!entries.isEmpty() && entries.peek().at() <= end) {
            Entry next = entries.remove();
            now = next.at();
            next.event().run();
        }
        now = end;
    }
}
