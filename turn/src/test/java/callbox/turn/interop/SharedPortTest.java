package callbox.turn.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import callbox.turn.StandaloneRelay;
import callbox.turn.TurnServer;
import callbox.turn.TurnStartException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A port of somebody else's, with TLS and event loops of its own, that hands STUN over by its first byte.
@Tag("interop")
class SharedPortTest {

    @Test
    void anHttpsPortServesTurn(@TempDir Path directory) throws Exception {
        SslContext tls = TestCertificate.context(directory);
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
        try (TurnServer relay = RunningRelay.start()) {
            Channel port = new ServerBootstrap().group(loops).channel(NioServerSocketChannel.class)
                    .childHandler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel channel) {
                            channel.pipeline().addLast(tls.newHandler(channel.alloc()), new Sniffer(relay));
                        }
                    }).bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).sync().channel();
            String output = ExternalProgram.run(List.of("turnutils_uclient", "-W", RunningRelay.SECRET, "-u", "shared",
                    "-t",
                    "-S", "-y", "-n", "50", "-p", String.valueOf(((InetSocketAddress) port.localAddress()).getPort()),
                    "127.0.0.1"));
            assertThat(output).contains("Total lost packets 0 (");
            port.close().sync();
        } finally {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    @Test
    void aRelayAloneServesTlsFromPemFiles(@TempDir Path directory) {
        TestCertificate.write(directory);
        Path chain = directory.resolve("cert.pem");
        StandaloneRelay alone = new StandaloneRelay(RunningRelay.config(), RunningRelay.SECRET,
                Optional.of(new StandaloneRelay.Certificate(chain, directory.resolve("key.pem"))));
        try (TurnServer relay = alone.start()) {
            assertThat(relay.addresses()).hasSize(2);
        }
        StandaloneRelay missing = new StandaloneRelay(RunningRelay.config(), RunningRelay.SECRET,
                Optional.of(new StandaloneRelay.Certificate(chain, directory.resolve("none.pem"))));
        assertThatThrownBy(missing::start).isInstanceOf(TurnStartException.class)
                .hasMessageContaining("none.pem");
        StandaloneRelay open = new StandaloneRelay(RunningRelay.config(), "", Optional.empty());
        assertThatThrownBy(open::start).hasMessageContaining("secret");
    }

    /// Looks at a connection's first byte, as the server's HTTPS port does.
    private static final class Sniffer extends ChannelInboundHandlerAdapter {
        private final TurnServer relay;

        Sniffer(TurnServer relay) {
            this.relay = relay;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            assertThat(TurnServer.isStun(bytes.getByte(bytes.readerIndex()))).isTrue();
            ctx.pipeline().addLast(relay.streamHandler());
            ctx.fireChannelRead(message);
            ctx.pipeline().remove(this);
        }
    }
}
