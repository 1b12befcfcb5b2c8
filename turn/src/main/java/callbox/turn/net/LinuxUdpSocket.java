package callbox.turn.net;

import callbox.stun.AddressFamily;
import callbox.stun.TransportAddress;
import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;

/// UDP on Linux: Netty's socket and epoll, our [LinuxDatagrams].
final class LinuxUdpSocket extends UdpSocket {
    private final LinuxSocket socket;
    private final AddressFamily family;
    private final LinuxDatagrams datagrams;

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
    IoHandle handle(Reader reader) {
        return new Handle(socket, reader);
    }

    @Override
    IoOps whenReadable() {
        return EpollIoOps.EPOLLIN;
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
    void closeSocket() throws IOException {
        socket.close();
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
