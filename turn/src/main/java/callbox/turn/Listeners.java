package callbox.turn;

import callbox.stun.IpAddress;
import callbox.stun.TransportAddress;
import callbox.turn.net.RelayLoop;
import callbox.turn.net.RelayNode;
import callbox.turn.net.StreamHandler;
import callbox.turn.net.StreamTypes;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/// The listening sockets of a relay and the event loops behind them.
final class Listeners implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final int STOP_SECONDS = 5;

    private final EventLoopGroup group;
    private final boolean ownGroup;
    private final List<Channel> streams = new ArrayList<>();
    private final List<TransportAddress> addresses = new ArrayList<>();
    private final List<TransportAddress> tlsAddresses = new ArrayList<>();

    private Listeners(EventLoopGroup group, boolean ownGroup) {
        this.group = group;
        this.ownGroup = ownGroup;
    }

    static Listeners start(TurnConfig config, AddressPlan plan, RelayNode node, Optional<SslContext> tls,
            Optional<EventLoopGroup> given) {
        Listeners listeners = new Listeners(given.orElseGet(() -> makeGroup(config.threads())), given.isEmpty());
        try {
            List<RelayLoop> loops = new ArrayList<>();
            listeners.group.forEach(executor -> loops.add(node.loop((EventLoop) executor)));
            int port = config.listen().port();
            for (IpAddress ip : plan.listen()) {
                // TCP first: a taken port is refused there, while UDP sockets that share theirs would join in another
                // process's and take its clients.
                TransportAddress bound = listeners.bindStream(new TransportAddress(ip, port), node, Optional.empty());
                port = bound.port();
                bindUdp(bound, loops);
                listeners.addresses.add(bound);
                if (config.listen().tlsPort().isPresent()) {
                    TransportAddress wanted = new TransportAddress(ip, config.listen().tlsPort().getAsInt());
                    listeners.tlsAddresses.add(listeners.bindStream(wanted, node, tls));
                }
            }
            return listeners;
        } catch (RuntimeException e) {
            listeners.stopAccepting();
            node.close();
            listeners.close();
            throw e;
        }
    }

    private static EventLoopGroup makeGroup(int threads) {
        IoHandlerFactory factory = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        int count = threads > 0 ? threads
                : Math.min(Runtime.getRuntime().availableProcessors(), TurnConfig.MAX_DEFAULT_THREADS);
        return new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory("turn", true), factory);
    }

    /// Binds one socket per event loop; the kernel spreads clients over them, always to the same one.
    private static void bindUdp(TransportAddress wanted, List<RelayLoop> loops) {
        for (RelayLoop loop : loops) {
            try {
                loop.eventLoop().submit(() -> loop.listen(wanted, loops.size() > 1)).get();
            } catch (ExecutionException e) {
                throw taken("UDP", wanted, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TurnStartException("interrupted while the relay started", e);
            }
        }
    }

    private TransportAddress bindStream(TransportAddress wanted, RelayNode node, Optional<SslContext> tls) {
        StreamTypes types = StreamTypes.of(node.loops().getFirst().eventLoop());
        ServerBootstrap bootstrap = new ServerBootstrap().group(group).channel(types.server())
                .option(ChannelOption.SO_REUSEADDR, true).option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true).childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        tls.ifPresent(context -> channel.pipeline().addLast(context.newHandler(channel.alloc())));
                        channel.pipeline().addLast(new StreamHandler(node));
                    }
                });
        try {
            Channel channel = bootstrap.bind(wanted.toSocketAddress()).sync().channel();
            streams.add(channel);
            return TransportAddress.of((InetSocketAddress) channel.localAddress());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TurnStartException("interrupted while the relay started", e);
        } catch (Exception e) {
            throw taken("TCP", wanted, e);
        }
    }

    private static TurnStartException.PortTaken taken(String protocol, TransportAddress address, Throwable cause) {
        return new TurnStartException.PortTaken(
                "the relay cannot listen on " + protocol + " " + address + " (" + cause.getMessage()
                        + "); stop what uses it, or set another port",
                cause);
    }

    List<TransportAddress> addresses() {
        return List.copyOf(addresses);
    }

    List<TransportAddress> tlsAddresses() {
        return List.copyOf(tlsAddresses);
    }

    void stopAccepting() {
        streams.forEach(channel -> channel.close().awaitUninterruptibly());
    }

    @Override
    public void close() {
        stopAccepting();
        if (ownGroup) {
            group.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }
}
