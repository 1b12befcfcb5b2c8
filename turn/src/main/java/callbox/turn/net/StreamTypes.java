package callbox.turn.net;

import io.netty.bootstrap.AbstractBootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoEventLoop;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import java.net.StandardSocketOptions;

/// The kinds of TCP channel that an event loop takes.
public enum StreamTypes {
    EPOLL(EpollServerSocketChannel.class, EpollSocketChannel.class) {
        @Override
        void sharePort(AbstractBootstrap<?, ?> bootstrap) {
            // Netty has an option of this name for listening sockets only.
            bootstrap.option(new IntegerUnixChannelOption("SO_REUSEPORT", SOL_SOCKET, SO_REUSEPORT), 1);
        }
    },
    NIO(NioServerSocketChannel.class, NioSocketChannel.class) {
        @Override
        void sharePort(AbstractBootstrap<?, ?> bootstrap) {
            bootstrap.option(NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT), true);
        }
    };

    private static final int SOL_SOCKET = 1;
    private static final int SO_REUSEPORT = 15;

    private final Class<? extends ServerChannel> server;
    private final Class<? extends SocketChannel> client;

    StreamTypes(Class<? extends ServerChannel> server, Class<? extends SocketChannel> client) {
        this.server = server;
        this.client = client;
    }

    public static StreamTypes of(IoEventLoop eventLoop) {
        return eventLoop.isCompatible(EpollIoHandle.class) ? EPOLL : NIO;
    }

    public Class<? extends ServerChannel> server() {
        return server;
    }

    Class<? extends SocketChannel> client() {
        return client;
    }

    /// Lets a listening socket and outgoing connections have one local port (RFC 6062 section 5.2).
    abstract void sharePort(AbstractBootstrap<?, ?> bootstrap);

    /// The options of every socket that shares its port.
    void configure(AbstractBootstrap<?, ?> bootstrap) {
        bootstrap.option(ChannelOption.SO_REUSEADDR, true);
        sharePort(bootstrap);
    }
}
