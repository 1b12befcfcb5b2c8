package callbox.server.http;

import callbox.server.signaling.Admission;
import callbox.server.signaling.Signaling;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.util.Arrays;
import java.util.Optional;

/// Turns a request for `/ws` into a WebSocket (RFC 6455, section 4.2). Compression is left off: it costs some 100 KB of native
/// memory per connection.
final class WebSocketUpgrade {
    /// docs/PROTOCOL.md: a frame is at most 64 KiB, in one piece or in several.
    static final int MAX_FRAME_BYTES = 64 * 1024;

    private static final String SUBPROTOCOL = "callbox.v1";

    private static final WebSocketDecoderConfig FRAMES = WebSocketDecoderConfig.newBuilder()
            .maxFramePayloadLength(MAX_FRAME_BYTES).expectMaskedFrames(true).allowExtensions(false)
            .closeOnProtocolViolation(true).build();

    private final OriginPolicy origins;
    private final ClientReach reach;
    private final Signaling signaling;

    WebSocketUpgrade(OriginPolicy origins, ClientReach reach, Signaling signaling) {
        this.origins = origins;
        this.reach = reach;
        this.signaling = signaling;
    }

    /// @return why not, if not
    Optional<HttpResponseStatus> perform(ChannelHandlerContext context, FullHttpRequest request, ClientAddress client) {
        var headers = request.headers();
        if (!origins.allows(headers.get(HttpHeaderNames.ORIGIN), headers.get(HttpHeaderNames.HOST, ""))) {
            return Optional.of(HttpResponseStatus.FORBIDDEN);
        }
        if (!headers.containsValue(HttpHeaderNames.UPGRADE, "websocket", true)) {
            return Optional.of(HttpResponseStatus.UPGRADE_REQUIRED);
        }
        if (!offersSubprotocol(headers.get(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, ""))) {
            return Optional.of(HttpResponseStatus.BAD_REQUEST);
        }
        var handshaker = new WebSocketServerHandshakerFactory("", SUBPROTOCOL, FRAMES).newHandshaker(request);
        if (handshaker == null) {
            return Optional.of(HttpResponseStatus.BAD_REQUEST);
        }
        var webSocket = new WebSocketChannel(context.channel());
        switch (signaling.connect(client.address(), reach.of(context.channel(), headers, client), webSocket)) {
            case Admission.Admitted admitted -> webSocket.attach(admitted.connection());
            case Admission.AddressFull _ -> {
                return Optional.of(HttpResponseStatus.TOO_MANY_REQUESTS);
            }
            case Admission.ServerFull _ -> {
                return Optional.of(HttpResponseStatus.SERVICE_UNAVAILABLE);
            }
        }
        var pipeline = context.pipeline();
        pipeline.remove(HttpServer.TIMEOUT);
        handshaker.handshake(context.channel(), request);
        pipeline.addLast(new Utf8FrameValidator(true), new WebSocketFrameAggregator(MAX_FRAME_BYTES), webSocket);
        pipeline.remove(context.handler());
        return Optional.empty();
    }

    private static boolean offersSubprotocol(String offered) {
        return Arrays.stream(offered.split(",", -1)).map(String::strip).anyMatch(SUBPROTOCOL::equals);
    }
}
