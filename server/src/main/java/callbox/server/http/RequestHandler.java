package callbox.server.http;

import callbox.server.config.HttpConfig;
import callbox.server.signaling.Signaling;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
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

    /// Prometheus's text format, version 0.0.4.
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

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
            send(context, request, Responses.text(HttpResponseStatus.OK, server.metrics.get().get(), METRICS_TYPE),
                    tls);
        } else if (client.insecure()) {
            redirectToHttps(context, request);
        } else if (path.equals("/ws")) {
            server.upgrade.perform(context, request, client).ifPresent(refusal -> answer(context, request, refusal));
        } else {
            server.site.find(path).ifPresentOrElse(
                    asset -> send(context, request, Responses.asset(asset, request), client.secure()),
                    () -> answer(context, request, HttpResponseStatus.NOT_FOUND));
        }
    }

    private static String path(FullHttpRequest request) {
        int query = request.uri().indexOf('?');
        return query < 0 ? request.uri() : request.uri().substring(0, query);
    }

    /// The same port speaks TLS.
    private void redirectToHttps(ChannelHandlerContext context, FullHttpRequest request) {
        var host = Authority.parse(request.headers().get(HttpHeaderNames.HOST, ""));
        if (host.isEmpty() || !request.uri().startsWith("/")) {
            answer(context, request, HttpResponseStatus.BAD_REQUEST);
            return;
        }
        send(context, request, Responses.redirect("https://" + host.get() + request.uri()), tls);
    }

    private void answer(ChannelHandlerContext context, FullHttpRequest request, HttpResponseStatus status) {
        var response = Responses.status(status);
        if (status.equals(HttpResponseStatus.METHOD_NOT_ALLOWED)) {
            response.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
        }
        send(context, request, response, tls);
    }

    private static void send(ChannelHandlerContext context, FullHttpRequest request, FullHttpResponse response,
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
