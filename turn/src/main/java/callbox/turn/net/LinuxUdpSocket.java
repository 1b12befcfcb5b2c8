package callbox.turn.net;

import callbox.stun.AddressFamily;
import callbox.stun.TransportAddress;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// UDP on Linux: Netty's socket and epoll, our [LinuxDatagrams].
final class LinuxUdpSocket extends UdpSocket {
    private final LinuxSocket socket;
    private final AddressFamily family;
    private final LinuxDatagrams datagrams;
    private @Nullable IoRegistration registration;

    private LinuxUdpSocket(LinuxSocket socket, TransportAddress local, LinuxDatagrams datagrams) {
        super(local);
        this.socket = socket;
        this.family = local.family();
        this.datagrams = datagrams;
    }

    /// @throws IOException if the address cannot be bound
    static LinuxUdpSocket bind(TransportAddress address, int bufferBytes, boolean shared, LinuxDatagrams datagrams)
            throws IOException {
        LinuxSocket socket = LinuxSocket.newSocketDgram(address.family() == AddressFamily.IPV6);
        try {
            socket.setReceiveBufferSize(bufferBytes);
            socket.setSendBufferSize(bufferBytes);
            if (shared) {
                socket.setReusePort(true);
            }
            socket.bind(address.toSocketAddress());
            return new LinuxUdpSocket(socket, new TransportAddress(address.ip(), socket.localAddress().getPort()),
                    datagrams);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /// The same socket, read by another event loop's calls.
    LinuxUdpSocket movedTo(LinuxDatagrams other) {
        return new LinuxUdpSocket(socket, local(), other);
    }

    @Override
    void open(IoEventLoop eventLoop, Reader reader) throws IOException {
        registration = eventLoop.register(new Handle(socket, reader)).getNow();
        if (registration == null) {
            throw new IOException("the event loop does not take sockets any more");
        }
        registration.submit(EpollIoOps.EPOLLIN);
    }

    @Override
    int receive(DatagramSlots slots, int first) {
        return datagrams.receive(socket.intValue(), slots, first);
    }

    @Override
    int send(SendQueue queue) {
        return datagrams.send(socket.intValue(), family, queue);
    }

    @Override
    void setDontFragment(boolean on) {
        datagrams.setDontFragment(socket.intValue(), family, on);
    }

    @Override
    void close() {
        if (registration != null) {
            registration.cancel();
        }
        try {
            socket.close();
        } catch (IOException _) {
            // A UDP socket has nothing to lose when it closes.
        }
    }

    private record Handle(LinuxSocket socket, Reader reader) implements EpollIoHandle {
        @Override
        public FileDescriptor fd() {
            return socket;
        }

        @Override
        public void handle(IoRegistration registration, IoEvent event) {
            reader.readable();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
