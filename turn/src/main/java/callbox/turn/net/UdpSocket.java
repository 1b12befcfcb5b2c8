package callbox.turn.net;

import callbox.stun.TransportAddress;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandle;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A bound UDP socket that an event loop reads. Confined to that event loop once it is [#open].
abstract sealed class UdpSocket permits LinuxUdpSocket, NioUdpSocket {
    /// What the kernel may hold for a listening socket, whose clients share it: 4 MB last 60 ms at 50,000 video packets
    /// per second. The system's `net.core.rmem_max` may allow less.
    static final int LISTENER_BUFFER_BYTES = 4 << 20;
    /// For a relay, which has one client.
    static final int RELAY_BUFFER_BYTES = 512 << 10;

    private final TransportAddress local;
    private @Nullable IoRegistration registration;

    UdpSocket(TransportAddress local) {
        this.local = local;
    }

    /// Called on the event loop when there is something to receive.
    @FunctionalInterface
    interface Reader {
        void readable();
    }

    final TransportAddress local() {
        return local;
    }

    /// Begins to read. On the event loop.
    final void open(IoEventLoop eventLoop, Reader reader) throws IOException {
        registration = eventLoop.register(handle(reader)).getNow();
        if (registration == null) {
            throw new IOException("the event loop does not take sockets any more");
        }
        registration.submit(whenReadable());
    }

    final void close() {
        if (registration != null) {
            registration.cancel();
        }
        try {
            closeSocket();
        } catch (IOException _) {
            // A UDP socket has nothing to lose when it closes.
        }
    }

    /// What the event loop knows this socket by.
    abstract IoHandle handle(Reader reader);

    /// What the event loop is to wait for.
    abstract IoOps whenReadable();

    abstract void closeSocket() throws IOException;

    /// Receives up to [DatagramSlots#RECEIVE_BATCH] datagrams into the slots from `first` on, with their senders.
    ///
    /// @return how many there were
    abstract int receive(DatagramSlots slots, int first);

    /// Sends what the queue holds, and ignores what ICMP has said about earlier datagrams (RFC 8656 section 11.5 allows
    /// it).
    ///
    /// @return how many could not be sent
    abstract int send(SendQueue queue);

    /// Whether the following datagrams leave with the DF bit, and fail if they are too large (RFC 8656 section 15).
    abstract void setDontFragment(boolean on);
}
