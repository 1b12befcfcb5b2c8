package callbox.server.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Makes responses (RFC 9110), but for the headers that all have.
final class Responses {
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";
    private static final String NEVER = "no-store";

    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    private Responses() {}

    /// A status and its name.
    static FullHttpResponse status(HttpResponseStatus status) {
        return text(status, status.reasonPhrase() + "\n", "text/plain; charset=utf-8");
    }

    static FullHttpResponse text(HttpResponseStatus status, String body, String type) {
        var response = response(status, StandardCharsets.UTF_8.encode(body), NEVER);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
        return response;
    }

    /// In the coding that the client takes, or nothing where the client has it already.
    static FullHttpResponse asset(Asset asset, FullHttpRequest request) {
        var coding = asset.coding(request.headers().get(HttpHeaderNames.ACCEPT_ENCODING, ""));
        var etag = asset.etag(coding);
        var known = etag.equals(request.headers().get(HttpHeaderNames.IF_NONE_MATCH));
        var response = response(known ? HttpResponseStatus.NOT_MODIFIED : HttpResponseStatus.OK,
                known ? EMPTY : asset.body(coding), asset.immutable() ? FOR_EVER : ASK_AGAIN);
        var headers = response.headers();
        headers.set(HttpHeaderNames.ETAG, etag);
        headers.set(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING);
        if (!known) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, asset.contentType());
            if (!coding.equals("identity")) {
                headers.set(HttpHeaderNames.CONTENT_ENCODING, coding);
            }
        }
        return response;
    }

    /// 308 keeps the method. Never cached, since it depends on who asks.
    static FullHttpResponse redirect(String location) {
        var response = response(HttpResponseStatus.PERMANENT_REDIRECT, EMPTY, NEVER);
        response.headers().set(HttpHeaderNames.LOCATION, location);
        return response;
    }

    private static FullHttpResponse response(HttpResponseStatus status, ByteBuffer body, String cacheControl) {
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.remaining());
        response.headers().set(HttpHeaderNames.CACHE_CONTROL, cacheControl);
        return response;
    }
}
