package callbox.turn.net;

import callbox.stun.AddressFamily;
import callbox.stun.TransportAddress;
import callbox.turn.engine.BindRequest;
import callbox.turn.engine.Command;
import callbox.turn.engine.Input;
import callbox.turn.engine.Relay;
import callbox.turn.engine.RelaySocket;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// The TCP connections between relays and peers (RFC 6062). Confined to its event loop.
///
/// Nothing is read from a peer before the client's data connection has come for it; see [WaitingPeer].
final class PeerStreams {
    /// RFC 6062 section 5.2 asks for at least this long.
    private static final int CONNECT_TIMEOUT_MS = 30_000;
    private static final int BACKLOG = 64;

    private final RelayLoop loop;
    private final RelayNode node;
    private final StreamTypes types;
    private final Map<Integer, Channel> connections = new HashMap<>();
    /// Peers that have connected, until the engine has decided about them.
    private final Map<Long, Channel> arrivals = new HashMap<>();
    private long nextArrival;

    PeerStreams(RelayLoop loop, RelayNode node) {
        this.loop = loop;
        this.node = node;
        this.types = StreamTypes.of(loop.eventLoop());
    }

    /// Binds a listening socket per family, then tells the engine.
    void bind(BindRequest request) {
        bind(request, List.copyOf(request.families()), new EnumMap<>(AddressFamily.class));
    }

    private void bind(BindRequest request, List<AddressFamily> left, Map<AddressFamily, RelaySocket> bound) {
        if (left.isEmpty()) {
            loop.on(new Input.RelayBound(request, bound));
            return;
        }
        AddressFamily family = left.getFirst();
        bindNext(node.ports().candidates(family, 1), bound, () -> bind(request, left.subList(1, left.size()), bound));
    }

    private void bindNext(Iterator<TransportAddress> candidates, Map<AddressFamily, RelaySocket> bound, Runnable then) {
        if (!candidates.hasNext()) {
            then.run();
            return;
        }
        TransportAddress local = candidates.next();
        if (!node.ports().takeTcp(local)) {
            bindNext(candidates, bound, then);
            return;
        }
        AtomicReference<Relay> relay = new AtomicReference<>();
        ServerBootstrap bootstrap = new ServerBootstrap().group(loop.eventLoop()).channel(types.server())
                .option(ChannelOption.SO_BACKLOG, BACKLOG).option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.AUTO_READ, false).childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new WaitingPeer());
                        arrived(Optional.ofNullable(relay.get()), channel);
                    }
                });
        types.configure(bootstrap);
        bootstrap.bind(local.toSocketAddress()).addListener((ChannelFuture future) -> {
            if (future.isSuccess()) {
                future.channel().closeFuture().addListener(_ -> node.ports().releaseTcp(local));
                bound.put(local.family(),
                        new TcpRelay(future.channel(), local, node.ports().advertised(local), relay::set));
                then.run();
            } else {
                node.ports().releaseTcp(local);
                bindNext(candidates, bound, then);
            }
        });
    }

    private void arrived(Optional<Relay> relay, SocketChannel channel) {
        InetSocketAddress remote = channel.remoteAddress();
        if (relay.isEmpty() || remote == null) {
            channel.close();
            return;
        }
        long handle = nextArrival++;
        arrivals.put(handle, channel);
        loop.on(new Input.PeerArrived(relay.get(), TransportAddress.of(remote), handle));
    }

    void accept(Command.AcceptPeer accept) {
        Channel channel = arrivals.remove(accept.handle());
        if (channel != null) {
            keep(accept.connection(), channel);
        }
    }

    void refuse(long handle) {
        Channel channel = arrivals.remove(handle);
        if (channel != null) {
            channel.close();
        }
    }

    /// Connects from the relayed address itself.
    void connect(Command.ConnectPeer connect) {
        Bootstrap bootstrap = new Bootstrap().group(loop.eventLoop()).channel(types.client())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS).option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true).handler(new WaitingPeer());
        types.configure(bootstrap);
        bootstrap.connect(connect.peer().toSocketAddress(), connect.relay().socket().local().toSocketAddress())
                .addListener((ChannelFuture future) -> {
                    if (future.isSuccess()) {
                        keep(connect.connection(), future.channel());
                        loop.on(new Input.PeerConnected(connect.connection()));
                    } else {
                        loop.on(new Input.PeerGone(connect.connection()));
                    }
                });
    }

    private void keep(int connection, Channel channel) {
        connections.put(connection, channel);
        channel.closeFuture().addListener(_ -> {
            if (connections.remove(connection, channel)) {
                loop.on(new Input.PeerGone(connection));
            }
        });
    }

    /// Makes the client's data connection and the peer's one stream of bytes.
    void join(Command.JoinPeer join) {
        Channel peer = connections.get(join.connection());
        StreamHandler client = node.streams().get(join.client());
        if (peer != null && client != null) {
            client.joinTo(peer, join);
        } else {
            // One of the two has just closed.
            close(join.connection());
            Optional.ofNullable(client).flatMap(StreamHandler::channel).ifPresent(Channel::close);
        }
    }

    void close(int connection) {
        Channel channel = connections.remove(connection);
        if (channel != null) {
            channel.close();
        }
    }
}
