package callbox.server.http;

import callbox.server.config.HttpConfig;
import callbox.server.signaling.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.net.BindException;
import java.net.InetSocketAddress;

/// Listens on one port for HTTP, HTTPS and WebSockets.
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

    /// What the kernel keeps for a reader that is slow. Left to itself it grows to 4 MiB for each; this much is 20 Mbit/s over a
    /// round trip of 100 ms, and no page or message needs more.
    private static final int SEND_BUFFER = 256 * 1024;

    private static final WriteBufferWaterMark PENDING = new WriteBufferWaterMark(Transport.MAX_PENDING_BYTES / 2,
            Transport.MAX_PENDING_BYTES);

    private final Channel listener;

    private HttpServer(Channel listener) {
        this.listener = listener;
    }

    /// @param handlers makes the last handler of a pipeline; told whether the pipeline is inside TLS
    /// @throws BindException when the address or the port cannot be had, with a sentence that says what to do
    public static HttpServer start(EventLoopGroup group, HttpConfig config, SslContext tls,
            RequestHandler.Factory handlers)
            throws BindException {
        var bootstrap = new ServerBootstrap().group(group).channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_SNDBUF, SEND_BUFFER)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, PENDING)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast("timeout", new ReadTimeoutHandler(READ_TIMEOUT_SECONDS));
                        channel.pipeline().addLast(new ProtocolDetector(tls, (pipeline, secure) -> fitOut(pipeline,
                                handlers.create(secure))));
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

    private static void fitOut(ChannelPipeline pipeline, RequestHandler handler) {
        pipeline.addLast(new HttpServerCodec(new HttpDecoderConfig().setMaxInitialLineLength(MAX_REQUEST_LINE)
                .setMaxHeaderSize(MAX_HEADER)), new HttpObjectAggregator(MAX_BODY), handler);
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
