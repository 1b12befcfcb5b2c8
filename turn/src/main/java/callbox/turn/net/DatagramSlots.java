package callbox.turn.net;

import java.nio.ByteBuffer;

/// The memory in which one event loop's datagrams lie from their receipt to their sending: one direct buffer, cut into
/// slots. A slot has room before the datagram for the header that TURN puts in front, so that nothing is copied.
///
/// Receiving takes slots from the front region, copies (answers, data of stream clients) from the back region. The
/// [SendQueue] refers to slots, so whoever runs out of them flushes the queue first.
final class DatagramSlots {
    /// Received at once from one socket; a wake-up that finds more comes back for them.
    static final int RECEIVE_BATCH = 16;
    /// Before a datagram: the largest header is a Data indication's for IPv6, 48 bytes.
    static final int HEADROOM_BYTES = 64;
    /// The largest UDP payload, and four bytes in which an indication's padding may end.
    static final int DATAGRAM_BYTES = 65_536;

    private static final int RECEIVE_SLOTS = 64;
    private static final int COPY_SLOTS = 16;
    /// An extra cache line keeps the slots' beginnings out of each other's cache sets.
    private static final int STRIDE_BYTES = HEADROOM_BYTES + DATAGRAM_BYTES + 64;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect((RECEIVE_SLOTS + COPY_SLOTS) * STRIDE_BYTES);
    private final int[] lengths = new int[RECEIVE_SLOTS];
    private final long[] highs = new long[RECEIVE_SLOTS];
    private final long[] lows = new long[RECEIVE_SLOTS];
    private final int[] ports = new int[RECEIVE_SLOTS];
    private int nextReceive;
    private int nextCopy;

    /// The memory of all slots, in network order.
    ByteBuffer buffer() {
        return buffer;
    }

    /// Where a slot's datagram begins.
    int position(int slot) {
        return slot * STRIDE_BYTES + HEADROOM_BYTES;
    }

    /// The first of [#RECEIVE_BATCH] free slots in a row.
    int takeForReceiving(SendQueue queue) {
        if (nextReceive + RECEIVE_BATCH > RECEIVE_SLOTS) {
            queue.flush();
        }
        if (queue.isEmpty()) {
            nextReceive = 0;
        }
        return nextReceive;
    }

    /// The slots from [#takeForReceiving] on, so many, have datagrams in them.
    void received(int count) {
        nextReceive += count;
    }

    /// Copies bytes to a free slot; gives back their position.
    int copy(ByteBuffer bytes, SendQueue queue) {
        if (nextCopy == COPY_SLOTS) {
            queue.flush();
            nextCopy = 0;
        }
        int position = position(RECEIVE_SLOTS + nextCopy++);
        buffer.put(position, bytes, bytes.position(), bytes.remaining());
        return position;
    }

    void describe(int slot, int length, long high, long low, int port) {
        lengths[slot] = length;
        highs[slot] = high;
        lows[slot] = low;
        ports[slot] = port;
    }

    int lengthBytes(int slot) {
        return lengths[slot];
    }

    /// The sender's address as in [callbox.stun.IpAddress#high].
    long high(int slot) {
        return highs[slot];
    }

    /// Likewise [callbox.stun.IpAddress#low].
    long low(int slot) {
        return lows[slot];
    }

    int port(int slot) {
        return ports[slot];
    }
}
