package callbox.server.http;

import callbox.server.config.HttpConfig;
import callbox.server.signaling.Transport;
import callbox.turn.net.StreamTypes;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Supplier;

/// Listens on one port for HTTP, HTTPS, WebSockets and the relay's streams.
public final class HttpServer implements AutoCloseable {
    /// Long enough for keep-alive between the files of a page, short enough that idle sockets do not pile up.
    private static final int READ_TIMEOUT_SECONDS = 30;

    /// A request line or header field longer than any that a browser sends to us: no cookies, short paths.
    private static final int MAX_REQUEST_LINE = 2048;
    private static final int MAX_HEADER = 8192;

    /// No request has a body.
    private static final int MAX_BODY = 1024;

    /// Connections that wait for accept; a server restart brings all devices back at once.
    private static final int BACKLOG = 1024;

    /// 20,000 WebSockets, and room for pages that are being loaded and for the relay's streams. An attacker who only opens sockets
    /// gets no further; each costs some 4 KB.
    private static final int MAX_SOCKETS = 30_000;

    /// What the kernel keeps for a reader that is slow. Left to itself it grows to 4 MiB for each; this much is 20 Mbit/s over a
    /// round trip of 100 ms, and no page or message needs more.
    private static final int SEND_BUFFER = 256 * 1024;

    private static final WriteBufferWaterMark PENDING = new WriteBufferWaterMark(Transport.MAX_PENDING_BYTES / 2,
            Transport.MAX_PENDING_BYTES);

    /// The name of the handler that ends silent connections.
    static final String TIMEOUT = "timeout";

    private final Channel listener;

    private HttpServer(Channel listener) {
        this.listener = listener;
    }

    /// @param group whose loops are all of one kind, epoll or NIO
    /// @param handlers makes the last handler of a pipeline for HTTP; told whether the pipeline is inside TLS
    /// @param stun makes the handler of a stream that begins with STUN; empty: there is no relay
    /// @throws BindException when the address or the port cannot be had, with a sentence that says what to do
    public static HttpServer start(IoEventLoopGroup group, HttpConfig config, SslContext tls,
            RequestHandler.Factory handlers, Optional<Supplier<ChannelHandler>> stun) throws BindException {
        var protocols = new SharedPort(handlers, stun);
        var open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        var bootstrap = new ServerBootstrap().group(group).channel(StreamTypes.of(group.next()).server())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_SNDBUF, SEND_BUFFER)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, PENDING)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        if (open.size() >= MAX_SOCKETS) {
                            channel.close();
                            return;
                        }
                        open.add(channel);
                        channel.pipeline().addLast(TIMEOUT, new ReadTimeoutHandler(READ_TIMEOUT_SECONDS));
                        channel.pipeline().addLast(new ProtocolDetector(tls, protocols));
                    }
                });
        var address = config.host().isEmpty() ? new InetSocketAddress(config.port())
                : new InetSocketAddress(config.host(), config.port());
        var bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            var sentence = "%s cannot be listened on (%s); choose another with --port or --host".formatted(address,
                    bound.cause().getMessage());
            throw (BindException) new BindException(sentence).initCause(bound.cause());
        }
        return new HttpServer(bound.channel());
    }

    private record SharedPort(RequestHandler.Factory handlers, Optional<Supplier<ChannelHandler>> stun)
            implements ProtocolDetector.Protocols {
        @Override
        public void http(ChannelPipeline pipeline, boolean secure) {
            pipeline.addLast(new HttpServerCodec(new HttpDecoderConfig().setMaxInitialLineLength(MAX_REQUEST_LINE)
                    .setMaxHeaderSize(MAX_HEADER)), new HttpObjectAggregator(MAX_BODY), handlers.create(secure));
        }

        /// The relay has its own idea of how long a client may be silent.
        @Override
        public boolean stun(ChannelPipeline pipeline) {
            stun.ifPresent(handler -> {
                pipeline.remove(TIMEOUT);
                pipeline.addLast(handler.get());
            });
            return stun.isPresent();
        }
    }

    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /// Stops listening; connections that are open stay.
    @Override
    public void close() {
        listener.close().syncUninterruptibly();
    }
}
