package callbox.turn.net;

import callbox.stun.AddressFamily;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The arguments of recvmmsg and sendmmsg, laid out once per event loop and filled in for every call: arrays of
/// `struct mmsghdr`, `struct iovec` and `struct sockaddr_in6`, as 64-bit Linux has them.
final class MessageVector {
    /// `struct mmsghdr`, and where its fields are.
    private static final int HEADER_BYTES = 64;
    private static final int NAME_LENGTH = 8;
    private static final int IOV = 16;
    private static final int IOV_COUNT = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_LENGTH = 40;
    private static final int RECEIVED_LENGTH = 56;

    private static final int IOV_BYTES = 16;
    private static final int NAME_BYTES = 32;
    private static final int SOCKADDR_IN_BYTES = 16;
    private static final int SOCKADDR_IN6_BYTES = 28;
    private static final short AF_INET = 2;
    private static final short AF_INET6 = 10;

    /// A control message with the segment size of UDP_SEGMENT (udp(7)): `struct cmsghdr` and two bytes.
    private static final int CONTROL_BYTES = 24;
    private static final int CONTROL_USED_BYTES = 18;
    private static final int SOL_UDP = 17;
    private static final int UDP_SEGMENT = 103;

    private final int size;
    private final long slotsAddress;
    private final long address;
    private final ByteBuffer fields;
    private final ByteBuffer network;
    private final int iovs;
    private final int names;
    private final int controls;

    /// @param size how many messages one call has at most
    MessageVector(Arena arena, int size, DatagramSlots slots) {
        this.size = size;
        this.iovs = size * HEADER_BYTES;
        this.names = iovs + size * IOV_BYTES;
        this.controls = names + size * NAME_BYTES;
        MemorySegment memory = arena.allocate((long) controls + (long) size * CONTROL_BYTES, Long.BYTES);
        this.address = memory.address();
        this.fields = memory.asByteBuffer().order(ByteOrder.nativeOrder());
        this.network = memory.asByteBuffer();
        this.slotsAddress = MemorySegment.ofBuffer(slots.buffer()).address();
        for (int i = 0; i < size; i++) {
            fields.putLong(i * HEADER_BYTES, address + names + (long) i * NAME_BYTES);
            fields.putLong(i * HEADER_BYTES + IOV, address + iovs + (long) i * IOV_BYTES);
            fields.putLong(i * HEADER_BYTES + IOV_COUNT, 1);
            int control = controls + i * CONTROL_BYTES;
            fields.putLong(control, CONTROL_USED_BYTES).putInt(control + 8, SOL_UDP).putInt(control + 12, UDP_SEGMENT);
        }
    }

    int size() {
        return size;
    }

    long address() {
        return address;
    }

    /// Makes a message an empty one, to be received into a slot.
    void prepareToReceive(int message, int position) {
        fields.putInt(message * HEADER_BYTES + NAME_LENGTH, NAME_BYTES);
        putIov(message, position, DatagramSlots.DATAGRAM_BYTES);
    }

    /// Describes a received message to the slots.
    void readReceived(int message, DatagramSlots slots, int slot) {
        int length = fields.getInt(message * HEADER_BYTES + RECEIVED_LENGTH);
        int name = names + message * NAME_BYTES;
        int port = network.getShort(name + 2) & 0xFFFF;
        if (fields.getShort(name) == AF_INET) {
            slots.describe(slot, length, 0, Integer.toUnsignedLong(network.getInt(name + 4)), port);
        } else {
            slots.describe(slot, length, network.getLong(name + 8), network.getLong(name + 16), port);
        }
    }

    /// Says which bytes an element of the array of iovecs is.
    void putIov(int index, int position, int length) {
        int at = iovs + index * IOV_BYTES;
        fields.putLong(at, slotsAddress + position).putLong(at + Long.BYTES, length);
    }

    /// Says what a message to be sent is: consecutive iovecs, as one datagram or, with a segment size, as several of it.
    void putMessage(int message, int firstIov, int iovCount, int segmentBytes) {
        int at = message * HEADER_BYTES;
        fields.putLong(at + IOV, address + iovs + (long) firstIov * IOV_BYTES).putLong(at + IOV_COUNT, iovCount);
        if (segmentBytes == 0) {
            fields.putLong(at + CONTROL, 0).putLong(at + CONTROL_LENGTH, 0);
        } else {
            int control = controls + message * CONTROL_BYTES;
            fields.putShort(control + 16, (short) segmentBytes);
            fields.putLong(at + CONTROL, address + control).putLong(at + CONTROL_LENGTH, CONTROL_BYTES);
        }
    }

    void putDestination(int message, AddressFamily family, long high, long low, int port) {
        int name = names + message * NAME_BYTES;
        network.putShort(name + 2, (short) port);
        if (family == AddressFamily.IPV4) {
            fields.putShort(name, AF_INET);
            network.putInt(name + 4, (int) low);
            fields.putInt(message * HEADER_BYTES + NAME_LENGTH, SOCKADDR_IN_BYTES);
        } else {
            fields.putShort(name, AF_INET6);
            network.putInt(name + 4, 0).putLong(name + 8, high).putLong(name + 16, low).putInt(name + 24, 0);
            fields.putInt(message * HEADER_BYTES + NAME_LENGTH, SOCKADDR_IN6_BYTES);
        }
    }
}
