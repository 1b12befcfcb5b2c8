package callbox.turn.net;

import callbox.stun.AddressFamily;
import callbox.stun.IpAddress;
import callbox.stun.TransportAddress;
import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoHandle;
import io.netty.channel.nio.NioIoOps;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import jdk.net.ExtendedSocketOptions;

/// UDP by the JDK's own channels, on any operating system. One system call and a few objects per datagram.
final class NioUdpSocket extends UdpSocket {
    private final DatagramChannel channel;
    private final AddressFamily family;
    /// A window on the slots of the event loop, moved for every datagram.
    private final ByteBuffer view;

    private NioUdpSocket(DatagramChannel channel, TransportAddress local, ByteBuffer view) {
        super(local);
        this.view = view;
        this.channel = channel;
        this.family = local.family();
    }

    /// @throws IOException if the address cannot be bound
    static NioUdpSocket bind(TransportAddress address, int bufferBytes, boolean shared, ByteBuffer view)
            throws IOException {
        DatagramChannel channel = DatagramChannel.open(address.family() == AddressFamily.IPV4
                ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, bufferBytes);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, bufferBytes);
            if (shared) {
                channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            }
            channel.bind(address.toSocketAddress());
            return new NioUdpSocket(channel, new TransportAddress(address.ip(),
                    ((InetSocketAddress) channel.getLocalAddress()).getPort()), view);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    IoHandle handle(Reader reader) {
        return new Handle(channel, reader);
    }

    @Override
    IoOps whenReadable() {
        return NioIoOps.READ;
    }

    @Override
    int receive(DatagramSlots slots, int first) {
        int count = 0;
        try {
            while (count < DatagramSlots.RECEIVE_BATCH) {
                int position = slots.position(first + count);
                ByteBuffer into = view.clear().position(position)
                        .limit(position + DatagramSlots.DATAGRAM_BYTES);
                if (!(channel.receive(into) instanceof InetSocketAddress sender)) {
                    return count;
                }
                IpAddress ip = IpAddress.of(sender.getAddress());
                slots.describe(first + count, into.position() - position, ip.high(), ip.low(), sender.getPort());
                count++;
            }
        } catch (IOException _) {
            // ICMP's word about an earlier datagram; the next wake-up goes on.
        }
        return count;
    }

    @Override
    int send(SendQueue queue) {
        int failed = 0;
        for (int i = 0; i < queue.count(); i++) {
            ByteBuffer bytes = view.clear().position(queue.position(i)).limit(queue.position(i) + queue.lengthBytes(i));
            try {
                failed += channel.send(bytes, destination(queue, i)) == queue.lengthBytes(i) ? 0 : 1;
            } catch (IOException | RuntimeException _) {
                failed++;
            }
        }
        return failed;
    }

    private InetSocketAddress destination(SendQueue queue, int index) throws UnknownHostException {
        IpAddress ip = new IpAddress(family, queue.high(index), queue.low(index));
        return new InetSocketAddress(InetAddress.getByAddress(ip.toBytes()), queue.port(index));
    }

    /// The same socket, with another event loop's slots.
    NioUdpSocket movedTo(ByteBuffer other) {
        return new NioUdpSocket(channel, local(), other);
    }

    @Override
    void setDontFragment(boolean on) {
        try {
            channel.setOption(ExtendedSocketOptions.IP_DONTFRAGMENT, on);
        } catch (IOException | UnsupportedOperationException _) {
            // Then the system fragments: the datagram arrives all the same.
        }
    }

    @Override
    void closeSocket() throws IOException {
        channel.close();
    }

    private record Handle(DatagramChannel channel, Reader reader) implements NioIoHandle {
        @Override
        public SelectableChannel selectableChannel() {
            return channel;
        }

        @Override
        public void handle(IoRegistration registration, IoEvent event) {
            reader.readable();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
