package callbox.server.http;

import callbox.server.signaling.CloseCode;
import callbox.server.signaling.Connection;
import callbox.server.signaling.Transport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One WebSocket (RFC 6455) between Netty and a [Connection]. Inbound on its event loop; [#send] and [#close] from any thread.
final class WebSocketChannel extends SimpleChannelInboundHandler<WebSocketFrame> implements Transport {
    private static final Logger log = LoggerFactory.getLogger(WebSocketChannel.class);

    /// How long the other side has to answer a close frame. Closing at once would reset the connection while it still sends,
    /// and a reset destroys the close code that it should see.
    private static final int CLOSE_WAIT_SECONDS = 2;

    private final Channel channel;
    private final AtomicBoolean closing = new AtomicBoolean();
    private @Nullable Connection connection;

    WebSocketChannel(Channel channel) {
        this.channel = channel;
    }

    /// Before the first frame.
    void attach(Connection to) {
        this.connection = to;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        if (frame instanceof CloseWebSocketFrame close) {
            answerClose(context, close);
        } else if (!closing.get() && connection != null) {
            receive(connection, frame);
        }
    }

    private void receive(Connection to, WebSocketFrame frame) {
        switch (frame) {
            case TextWebSocketFrame text -> to.onText(text.text(), text.content().readableBytes());
            case BinaryWebSocketFrame _ -> close(CloseCode.UNSUPPORTED_DATA);
            case PingWebSocketFrame ping -> {
                to.onSignOfLife();
                write(new PongWebSocketFrame(ping.content().retain()));
            }
            case PongWebSocketFrame _ -> to.onSignOfLife();
            default -> throw new IllegalStateException("the aggregator lets no " + frame + " through");
        }
    }

    private void answerClose(ChannelHandlerContext context, CloseWebSocketFrame close) {
        if (closing.getAndSet(true)) {
            context.close();
            return;
        }
        var echo = close.statusCode() < 0 ? new CloseWebSocketFrame() : new CloseWebSocketFrame(close.statusCode(), "");
        channel.writeAndFlush(echo).addListener(ChannelFutureListener.CLOSE);
    }

    /// @return false when the reader is too slow: [Transport#MAX_PENDING_BYTES] wait
    @Override
    public boolean send(String frame) {
        if (closing.get()) {
            return true;
        }
        if (!channel.isWritable()) {
            return false;
        }
        write(new TextWebSocketFrame(frame));
        return true;
    }

    @Override
    public void close(CloseCode code) {
        if (closing.getAndSet(true)) {
            return;
        }
        write(new CloseWebSocketFrame(code.number(), code.reason()));
        channel.eventLoop().schedule(() -> {
            channel.close();
        }, CLOSE_WAIT_SECONDS, TimeUnit.SECONDS);
    }

    /// A failure closes the channel, and is heard of there.
    private void write(WebSocketFrame frame) {
        channel.writeAndFlush(frame, channel.voidPromise());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (connection != null) {
            connection.onClosed();
        }
    }

    /// The frame decoder and the UTF-8 check have sent their close frame (1002, 1007, 1009) before they throw.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        switch (cause) {
            case TooLongFrameException _ -> close(CloseCode.MESSAGE_TOO_BIG);
            case IOException e -> {
                log.debug("connection lost: {}", e.getMessage());
                context.close();
            }
            default -> {
                log.debug("connection broken: {}", cause.toString());
                close(CloseCode.PROTOCOL_ERROR);
            }
        }
    }
}
