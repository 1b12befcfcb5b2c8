package callbox.server.http;

import callbox.server.config.HttpConfig;
import callbox.server.signaling.Reach;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/// Tells how clients reach us: as `public-url` says, or else as their `Host` says (RFC 9110, section 7.2).
final class ClientReach {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final Optional<URI> publicUri;

    ClientReach(HttpConfig config) {
        this.publicUri = config.publicUri();
    }

    Reach of(Channel channel, HttpHeaders headers, ClientAddress client) {
        var authority = publicUri.map(URI::getRawAuthority).orElse(headers.get(HttpHeaderNames.HOST, ""));
        boolean secure = publicUri.map(uri -> uri.getScheme().equals("https")).orElse(client.secure());
        var local = local(channel);
        var parts = Authority.parse(authority);
        if (parts.isEmpty()) {
            return new Reach(literal(local.getAddress()), local.getPort(), !client.proxied());
        }
        // A browser may look up localhost in another order than the one in which its page's connection found us.
        var named = parts.get().host();
        var host = named.equalsIgnoreCase("localhost") ? literal(local.getAddress()) : named;
        int port = parts.get().port().orElse(secure ? HTTPS_PORT : HTTP_PORT);
        return new Reach(host, port, !client.proxied());
    }

    private static InetSocketAddress local(Channel channel) {
        return channel.localAddress() instanceof InetSocketAddress socket ? socket
                : new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static String literal(InetAddress address) {
        var text = NetUtil.toAddressString(address);
        return text.contains(":") ? "[" + text + "]" : text;
    }
}
