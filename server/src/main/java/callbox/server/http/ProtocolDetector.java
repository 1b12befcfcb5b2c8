package callbox.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslContext;
import java.util.List;
import java.util.function.BiConsumer;

/// One port for everything: the first byte of a stream says what it is. A TLS record begins with 0x16 (handshake, RFC 8446,
/// section 5.1), an HTTP request with a letter; inside TLS the same question is asked once more.
final class ProtocolDetector extends ByteToMessageDecoder {
    private static final int TLS_HANDSHAKE = 0x16;

    private final SslContext tls;
    private final boolean insideTls;
    private final BiConsumer<ChannelPipeline, Boolean> http;

    /// @param http fits out a pipeline for HTTP; told whether it is inside TLS
    ProtocolDetector(SslContext tls, BiConsumer<ChannelPipeline, Boolean> http) {
        this(tls, false, http);
    }

    private ProtocolDetector(SslContext tls, boolean insideTls, BiConsumer<ChannelPipeline, Boolean> http) {
        this.tls = tls;
        this.insideTls = insideTls;
        this.http = http;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int first = in.getUnsignedByte(in.readerIndex());
        var pipeline = context.pipeline();
        if (first == TLS_HANDSHAKE && !insideTls) {
            pipeline.addLast(tls.newHandler(context.alloc()), new ProtocolDetector(tls, true, http));
        } else if (isLetter(first)) {
            http.accept(pipeline, insideTls);
        } else {
            context.close();
            return;
        }
        pipeline.remove(this);
    }

    private static boolean isLetter(int octet) {
        return octet >= 'A' && octet <= 'Z';
    }
}
