package callbox.server.http;

import callbox.turn.TurnServer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslContext;
import java.util.List;

/// One port for everything: the first byte of a stream says what it is. A TLS record begins with 0x16 (handshake, RFC 8446,
/// section 5.1), an HTTP request with a letter, a STUN message with 0 or 1 (RFC 8489, section 5); inside TLS the same question is
/// asked once more.
final class ProtocolDetector extends ByteToMessageDecoder {
    private static final int TLS_HANDSHAKE = 0x16;

    private final SslContext tls;
    private final boolean insideTls;
    private final Protocols protocols;

    /// What a stream can be.
    interface Protocols {
        /// @param secure whether the stream is inside TLS
        void http(ChannelPipeline pipeline, boolean secure);

        /// @return false when there is nobody for STUN
        boolean stun(ChannelPipeline pipeline);
    }

    ProtocolDetector(SslContext tls, Protocols protocols) {
        this(tls, false, protocols);
    }

    private ProtocolDetector(SslContext tls, boolean insideTls, Protocols protocols) {
        this.tls = tls;
        this.insideTls = insideTls;
        this.protocols = protocols;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int first = in.getUnsignedByte(in.readerIndex());
        var pipeline = context.pipeline();
        if (first == TLS_HANDSHAKE && !insideTls) {
            pipeline.addLast(tls.newHandler(context.alloc()), new ProtocolDetector(tls, true, protocols));
        } else if (isLetter(first)) {
            protocols.http(pipeline, insideTls);
        } else if (!TurnServer.isStun(first) || !protocols.stun(pipeline)) {
            context.close();
            return;
        }
        pipeline.remove(this);
    }

    /// A broken connection or a failed TLS handshake; the client knows.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    private static boolean isLetter(int octet) {
        return octet >= 'A' && octet <= 'Z';
    }
}
