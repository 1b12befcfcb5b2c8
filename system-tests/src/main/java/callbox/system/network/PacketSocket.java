package callbox.system.network;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// A raw Ethernet socket on one interface (Linux packet(7)): receives every frame that arrives there, and sends frames out of it.
///
/// One thread may receive while another one sends.
final class PacketSocket {

    private static final int AF_PACKET = 17;
    private static final int SOCK_RAW = 3;
    private static final short ETH_P_ALL = 3;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int SOL_PACKET = 263;
    private static final int PACKET_ADD_MEMBERSHIP = 1;
    private static final int PACKET_IGNORE_OUTGOING = 23;
    private static final short PACKET_MR_PROMISC = 1;
    /// sizeof(struct sockaddr_ll) and sizeof(struct packet_mreq).
    private static final int ADDRESS_BYTES = 20;
    private static final int MEMBERSHIP_BYTES = 16;
    /// What arrives while the reader waits for a processor is kept here: some 300 ms at 100 Mbit/s. The system's own 200 KB are 90 frames, 9 ms.
    private static final int RECEIVE_BUFFER_BYTES = 8 << 20;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle SOCKET = handle("socket", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT);
    private static final MethodHandle BIND = handle("bind", ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
            ValueLayout.JAVA_INT);
    private static final MethodHandle SETSOCKOPT = handle("setsockopt", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
            ValueLayout.JAVA_INT);
    private static final MethodHandle IF_NAMETOINDEX = handle("if_nametoindex", ValueLayout.ADDRESS);
    private static final MethodHandle RECV = handle("recv", ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT);
    private static final MethodHandle SEND = handle("send", ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT);
    private static final VarHandle ERRNO = Linker.Option.captureStateLayout()
            .varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final int descriptor;
    /// Where the C library's `errno` goes; each for its thread.
    private final MemorySegment receiveState = Arena.global().allocate(Linker.Option.captureStateLayout());
    private final MemorySegment sendState = Arena.global().allocate(Linker.Option.captureStateLayout());

    /// @throws IllegalStateException without root, or without such an interface
    PacketSocket(String interfaceName) {
        try (Arena arena = Arena.ofConfined()) {
            int index = call(IF_NAMETOINDEX, "interface " + interfaceName, arena.allocateFrom(interfaceName));
            if (index == 0) {
                throw new IllegalStateException("no interface " + interfaceName);
            }
            short everything = networkOrder(ETH_P_ALL);
            descriptor = call(SOCKET, "packet socket", AF_PACKET, SOCK_RAW, (int) everything);
            option(SOL_SOCKET, SO_RCVBUFFORCE, arena.allocateFrom(ValueLayout.JAVA_INT, RECEIVE_BUFFER_BYTES));
            option(SOL_PACKET, PACKET_IGNORE_OUTGOING, arena.allocateFrom(ValueLayout.JAVA_INT, 1));
            MemorySegment membership = arena.allocate(MEMBERSHIP_BYTES, Integer.BYTES);
            membership.set(ValueLayout.JAVA_INT, 0, index);
            membership.set(ValueLayout.JAVA_SHORT, 4, PACKET_MR_PROMISC);
            option(SOL_PACKET, PACKET_ADD_MEMBERSHIP, membership);
            MemorySegment address = arena.allocate(ADDRESS_BYTES, Integer.BYTES);
            address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_PACKET);
            address.set(ValueLayout.JAVA_SHORT, 2, everything);
            address.set(ValueLayout.JAVA_INT, 4, index);
            call(BIND, "bind to " + interfaceName, descriptor, address, ADDRESS_BYTES);
        }
    }

    /// Waits for a frame.
    ///
    /// @return its length in bytes
    int receive(MemorySegment into) {
        // Exact, since at 100 Mbit/s there are ten thousand frames a second.
        try {
            int length = (int) RECV.invokeExact(receiveState, descriptor, into, into.byteSize(), 0);
            if (length < 0) {
                throw new IllegalStateException("receive: errno " + (int) ERRNO.get(receiveState, 0L));
            }
            return length;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /// Sends a frame. One that the interface does not take (it is down, or full) is lost, as on a wire.
    void send(MemorySegment frame) {
        try {
            int _ = (int) SEND.invokeExact(sendState, descriptor, frame, frame.byteSize(), 0);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private void option(int level, int name, MemorySegment value) {
        call(SETSOCKOPT, "option " + name, descriptor, level, name, value, (int) value.byteSize());
    }

    private static int call(MethodHandle function, String what, Object... arguments) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            int result = invoke(state, function, arguments);
            if (result < 0) {
                throw new IllegalStateException(what + ": errno " + (int) ERRNO.get(state, 0L));
            }
            return result;
        }
    }

    private static int invoke(MemorySegment state, MethodHandle function, Object... arguments) {
        var all = new Object[arguments.length + 1];
        all[0] = state;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        try {
            return ((Number) function.invokeWithArguments(all)).intValue();
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static short networkOrder(short value) {
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Short.reverseBytes(value) : value;
    }

    /// A wrong signature here crashes the process: these are checked against packet(7) and the C library by hand.
    @SuppressWarnings("restricted")
    private static MethodHandle handle(String name, MemoryLayout... parameters) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, parameters),
                Linker.Option.captureCallState("errno"));
    }
}
