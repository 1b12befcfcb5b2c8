package callbox.turn.net;

import callbox.turn.metrics.Drop;
import callbox.turn.metrics.TurnMetrics;
import org.jspecify.annotations.Nullable;

/// Datagrams of one event loop that are about to leave through one socket. Adding one for another socket, or one too
/// many, sends what waits; the event loop sends the rest when it has handled its packets. So packets that arrive together
/// leave together, and none waits for another to arrive.
final class SendQueue {
    static final int CAPACITY = 64;

    private final int[] positions = new int[CAPACITY];
    private final int[] lengths = new int[CAPACITY];
    private final long[] highs = new long[CAPACITY];
    private final long[] lows = new long[CAPACITY];
    private final int[] ports = new int[CAPACITY];
    private final TurnMetrics metrics;
    private @Nullable UdpSocket socket;
    private int count;

    SendQueue(TurnMetrics metrics) {
        this.metrics = metrics;
    }

    /// @param position of the first byte in the slots' memory
    /// @param high the destination, as in [callbox.stun.IpAddress]
    void add(UdpSocket to, int position, int length, long high, long low, int port) {
        if (socket != to || count == CAPACITY) {
            flush();
            socket = to;
        }
        positions[count] = position;
        lengths[count] = length;
        highs[count] = high;
        lows[count] = low;
        ports[count] = port;
        count++;
    }

    void flush() {
        if (socket != null && count > 0) {
            try {
                int failed = socket.send(this);
                if (failed > 0) {
                    metrics.dropped(Drop.SEND_FAILED, failed);
                }
            } finally {
                count = 0;
            }
        }
        socket = null;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    int position(int index) {
        return positions[index];
    }

    int lengthBytes(int index) {
        return lengths[index];
    }

    long high(int index) {
        return highs[index];
    }

    long low(int index) {
        return lows[index];
    }

    int port(int index) {
        return ports[index];
    }

    boolean sameDestination(int a, int b) {
        return lows[a] == lows[b] && ports[a] == ports[b] && highs[a] == highs[b];
    }
}
