package callbox.turn.net;

import callbox.stun.TransportAddress;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollIoHandle;
import java.io.IOException;
import java.nio.ByteBuffer;

/// How one event loop does UDP.
sealed interface UdpBackend {

    /// @param shared whether other event loops bind the same address and share its clients (SO_REUSEPORT)
    /// @throws IOException if the address cannot be bound
    UdpSocket bind(TransportAddress address, int bufferBytes, boolean shared) throws IOException;

    /// A socket that another event loop's backend bound and nobody has opened, for this event loop.
    UdpSocket adopt(UdpSocket socket);

    /// The best one for an event loop.
    static UdpBackend of(IoEventLoop eventLoop, DatagramSlots slots) {
        boolean linux = LinuxCalls.isSupported() && eventLoop.isCompatible(EpollIoHandle.class);
        return linux ? new Linux(new LinuxDatagrams(slots)) : new Nio(slots.buffer().duplicate());
    }

    record Linux(LinuxDatagrams datagrams) implements UdpBackend {
        @Override
        public UdpSocket bind(TransportAddress address, int bufferBytes, boolean shared) throws IOException {
            return LinuxUdpSocket.bind(address, bufferBytes, shared, datagrams);
        }

        @Override
        public UdpSocket adopt(UdpSocket socket) {
            return switch (socket) {
                case LinuxUdpSocket linux -> linux.movedTo(datagrams);
                case NioUdpSocket _ -> throw new IllegalArgumentException("one relay has event loops of one kind");
            };
        }
    }

    /// @param view of the event loop's slots
    record Nio(ByteBuffer view) implements UdpBackend {
        @Override
        public UdpSocket bind(TransportAddress address, int bufferBytes, boolean shared) throws IOException {
            return NioUdpSocket.bind(address, bufferBytes, shared, view);
        }

        @Override
        public UdpSocket adopt(UdpSocket socket) {
            return switch (socket) {
                case NioUdpSocket nio -> nio.movedTo(view);
                case LinuxUdpSocket _ -> throw new IllegalArgumentException("one relay has event loops of one kind");
            };
        }
    }
}
