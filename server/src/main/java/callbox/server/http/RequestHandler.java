package callbox.server.http;

import callbox.server.config.HttpConfig;
import callbox.server.signaling.Signaling;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers the requests of one connection.
public final class RequestHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger log = LoggerFactory.getLogger(RequestHandler.class);

    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final String HOST_AND_PORT = "[A-Za-z0-9.\\-]+(:[0-9]{1,5})?|\\[[0-9A-Fa-f:.]+](:[0-9]{1,5})?";

    /// Prometheus's text format, version 0.0.4.
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    private final Factory server;
    private final boolean tls;

    private RequestHandler(Factory server, boolean tls) {
        this.server = server;
        this.tls = tls;
    }

    /// What the handlers of all connections share.
    public static final class Factory {
        private final StaticSite site;
        private final WebSocketUpgrade upgrade;
        private final Set<String> trustedProxies;
        private final Optional<Supplier<String>> metrics;

        /// @param metrics what stands at `/metrics`; empty: nothing
        public Factory(HttpConfig config, StaticSite site, Signaling signaling, Optional<Supplier<String>> metrics) {
            this.site = site;
            this.metrics = metrics;
            this.upgrade = new WebSocketUpgrade(OriginPolicy.of(config), new ClientReach(config), signaling);
            this.trustedProxies = Set.copyOf(config.trustedProxies());
        }

        RequestHandler create(boolean tls) {
            return new RequestHandler(this, tls);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (request.decoderResult().isFailure()) {
            HttpUtil.setKeepAlive(request, false);
            answer(context, request, HttpResponseStatus.BAD_REQUEST);
            return;
        }
        var client = ClientAddress.of(context.channel(), request.headers(), tls, server.trustedProxies);
        var path = path(request);
        if (!METHODS.contains(request.method())) {
            answer(context, request, HttpResponseStatus.METHOD_NOT_ALLOWED);
        } else if (path.equals("/healthz")) {
            answer(context, request, HttpResponseStatus.OK);
        } else if (path.equals("/metrics") && server.metrics.isPresent() && client.onThisMachine(request.headers())) {
            send(context, request, text(HttpResponseStatus.OK, server.metrics.get().get(), METRICS_TYPE), tls);
        } else if (client.insecure()) {
            redirectToHttps(context, request);
        } else if (path.equals("/ws")) {
            server.upgrade.perform(context, request, client).ifPresent(refusal -> answer(context, request, refusal));
        } else {
            server.site.find(path).ifPresentOrElse(asset -> serve(context, request, asset, client.secure()),
                    () -> answer(context, request, HttpResponseStatus.NOT_FOUND));
        }
    }

    private static String path(FullHttpRequest request) {
        int query = request.uri().indexOf('?');
        return query < 0 ? request.uri() : request.uri().substring(0, query);
    }

    private static void serve(ChannelHandlerContext context, FullHttpRequest request, Asset asset, boolean secure) {
        var coding = asset.coding(request.headers().get(HttpHeaderNames.ACCEPT_ENCODING, ""));
        var etag = asset.etag(coding);
        var known = etag.equals(request.headers().get(HttpHeaderNames.IF_NONE_MATCH));
        var response = known ? response(HttpResponseStatus.NOT_MODIFIED, EMPTY)
                : response(HttpResponseStatus.OK, asset.body(coding));
        var headers = response.headers();
        headers.set(HttpHeaderNames.ETAG, etag);
        headers.set(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING);
        headers.set(HttpHeaderNames.CACHE_CONTROL,
                asset.immutable() ? "public, max-age=31536000, immutable" : "no-cache");
        if (!known) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, asset.contentType());
            if (!coding.equals("identity")) {
                headers.set(HttpHeaderNames.CONTENT_ENCODING, coding);
            }
        }
        send(context, request, response, secure);
    }

    /// The same port speaks TLS. 308 keeps the method; never cached, since it depends on who asks.
    private void redirectToHttps(ChannelHandlerContext context, FullHttpRequest request) {
        var host = request.headers().get(HttpHeaderNames.HOST, "");
        if (!host.matches(HOST_AND_PORT) || !request.uri().startsWith("/")) {
            answer(context, request, HttpResponseStatus.BAD_REQUEST);
            return;
        }
        var response = response(HttpResponseStatus.PERMANENT_REDIRECT, EMPTY);
        response.headers().set(HttpHeaderNames.LOCATION, "https://" + host + request.uri());
        response.headers().set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        send(context, request, response, tls);
    }

    private void answer(ChannelHandlerContext context, FullHttpRequest request, HttpResponseStatus status) {
        var response = text(status, status.reasonPhrase() + "\n", "text/plain; charset=utf-8");
        if (status.equals(HttpResponseStatus.METHOD_NOT_ALLOWED)) {
            response.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
        }
        send(context, request, response, tls);
    }

    private static DefaultFullHttpResponse text(HttpResponseStatus status, String body, String type) {
        var response = response(status, StandardCharsets.UTF_8.encode(body));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
        response.headers().set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        return response;
    }

    private static DefaultFullHttpResponse response(HttpResponseStatus status, ByteBuffer body) {
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.remaining());
        return response;
    }

    private static void send(ChannelHandlerContext context, FullHttpRequest request, DefaultFullHttpResponse response,
            boolean secure) {
        SecurityHeaders.add(response.headers(), request.headers().get(HttpHeaderNames.HOST, ""), secure);
        if (request.method().equals(HttpMethod.HEAD)) {
            response.content().clear();
        }
        HttpUtil.setKeepAlive(response, HttpUtil.isKeepAlive(request));
        var written = context.writeAndFlush(response);
        if (!HttpUtil.isKeepAlive(request)) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException) && !(cause instanceof ReadTimeoutException)) {
            log.debug("request broken: {}", cause.toString());
        }
        context.close();
    }
}
