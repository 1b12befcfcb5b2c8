package callbox.turn.net;

import callbox.stun.AddressFamily;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Receives and sends many datagrams with one system call, for all sockets of one event loop. Confined to it.
///
/// Consecutive datagrams to one destination that are equally long leave as one message with UDP_SEGMENT: the kernel walks
/// its stack once for all of them.
final class LinuxDatagrams {
    private static final int MSG_DONTWAIT = 0x40;
    /// What the kernel takes in one message (UDP_MAX_SEGMENTS was 64 before it became 128).
    private static final int MAX_SEGMENTS = 64;
    /// An IP packet's payload, with room for the headers of both families.
    private static final int MAX_SEGMENTED_BYTES = 65_000;
    private static final int NOT_SEGMENTED = 0;

    private static final int IPPROTO_IP = 0;
    private static final int IP_MTU_DISCOVER = 10;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPV6_MTU_DISCOVER = 23;
    private static final int PMTUDISC_DONT = 0;
    private static final int PMTUDISC_DO = 2;

    private final MemorySegment errno;
    private final MessageVector incoming;
    private final MessageVector outgoing;
    /// Per message of the outgoing vector, the queue's first index that it carries; and one more for the end.
    private final int[] firstIndex = new int[SendQueue.CAPACITY + 1];
    /// Cleared when the kernel says that this machine's interfaces cannot.
    private boolean segmenting = true;

    LinuxDatagrams(DatagramSlots slots) {
        Arena arena = Arena.ofAuto();
        this.errno = arena.allocate(LinuxCalls.capturedLayout());
        this.incoming = new MessageVector(arena, DatagramSlots.RECEIVE_BATCH, slots);
        this.outgoing = new MessageVector(arena, SendQueue.CAPACITY, slots);
    }

    int receive(int fd, DatagramSlots slots, int first) {
        for (int i = 0; i < incoming.size(); i++) {
            incoming.prepareToReceive(i, slots.position(first + i));
        }
        int count = LinuxCalls.recvmmsg(fd, incoming.address(), incoming.size(), MSG_DONTWAIT);
        for (int i = 0; i < count; i++) {
            incoming.readReceived(i, slots, first + i);
        }
        return Math.max(count, 0);
    }

    /// @return how many datagrams could not be sent
    int send(int fd, AddressFamily family, SendQueue queue) {
        int failed = 0;
        int next = 0;
        boolean segments = segmenting;
        while (next < queue.count()) {
            int messages = prepare(family, queue, next, segments);
            int sent = LinuxCalls.sendmmsg(fd, outgoing.address(), messages, MSG_DONTWAIT);
            if (sent <= 0) {
                // Once more, for the reason; if that was ICMP's word about an earlier datagram, it has been heard now.
                sent = LinuxCalls.sendmmsg(errno, fd, outgoing.address(), messages, MSG_DONTWAIT);
            }
            if (sent > 0) {
                next = firstIndex[sent];
                segments = segmenting;
                continue;
            }
            int error = LinuxCalls.errno(errno);
            if (error == LinuxCalls.EAGAIN) {
                return failed + queue.count() - next;
            }
            if (error == LinuxCalls.EINTR) {
                continue;
            }
            if (firstIndex[1] - next > 1) {
                // The interface cannot, or a segment does not fit its MTU: once more, one by one.
                segmenting &= error != LinuxCalls.EIO;
                segments = false;
            } else {
                failed++;
                next++;
                segments = segmenting;
            }
        }
        return failed;
    }

    /// Fills the vector with the queue's datagrams from an index on; gives back the number of messages.
    private int prepare(AddressFamily family, SendQueue queue, int from, boolean segments) {
        int messages = 0;
        int index = from;
        while (index < queue.count()) {
            int end = segments ? endOfRun(queue, index) : index + 1;
            for (int i = index; i < end; i++) {
                outgoing.putIov(i - from, queue.position(i), queue.lengthBytes(i));
            }
            int segmentBytes = end - index > 1 ? queue.lengthBytes(index) : NOT_SEGMENTED;
            outgoing.putMessage(messages, index - from, end - index, segmentBytes);
            outgoing.putDestination(messages, family, queue.high(index), queue.low(index), queue.port(index));
            firstIndex[messages++] = index;
            index = end;
        }
        firstIndex[messages] = index;
        return messages;
    }

    /// The end of a run of datagrams for one destination: as long as the first one, the last may be shorter.
    private static int endOfRun(SendQueue queue, int first) {
        int length = queue.lengthBytes(first);
        int total = length;
        int end = first + 1;
        while (end < queue.count() && end - first < MAX_SEGMENTS && queue.sameDestination(first, end)
                && queue.lengthBytes(end) <= length && queue.lengthBytes(end) > 0
                && total + queue.lengthBytes(end) <= MAX_SEGMENTED_BYTES) {
            total += queue.lengthBytes(end);
            if (queue.lengthBytes(end++) < length) {
                break;
            }
        }
        return end;
    }

    /// Whether datagrams from now on leave with the DF bit, however large they are (ip(7), ipv6(7)).
    void setDontFragment(int fd, AddressFamily family, boolean on) {
        int level = family == AddressFamily.IPV4 ? IPPROTO_IP : IPPROTO_IPV6;
        int option = family == AddressFamily.IPV4 ? IP_MTU_DISCOVER : IPV6_MTU_DISCOVER;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocateFrom(ValueLayout.JAVA_INT, on ? PMTUDISC_DO : PMTUDISC_DONT);
            LinuxCalls.setsockopt(fd, level, option, value.address());
        }
    }
}
