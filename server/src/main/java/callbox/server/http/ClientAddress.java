package callbox.server.http;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Set;

/// Where a request comes from, as far as we may believe it.
///
/// @param secure whether the client speaks TLS, with us or with the proxy before us
/// @param proxied whether a proxy that we trust has forwarded this
record ClientAddress(InetAddress address, boolean secure, boolean proxied) {

    /// Behind a trusted proxy the last entry of `X-Forwarded-For` is what that proxy saw; the earlier ones are hearsay.
    static ClientAddress of(Channel channel, HttpHeaders headers, boolean tls, Set<String> trustedProxies) {
        var peer = peer(channel);
        if (!trustedProxies.contains(peer.getHostAddress())) {
            return new ClientAddress(peer, tls, false);
        }
        var forwarded = headers.get("x-forwarded-for", "");
        boolean proxied = !forwarded.isEmpty();
        var last = NetUtil
                .createByteArrayFromIpAddressString(forwarded.substring(forwarded.lastIndexOf(',') + 1).strip());
        var secure = tls || "https".equals(headers.get("x-forwarded-proto"));
        try {
            return new ClientAddress(last == null ? peer : InetAddress.getByAddress(last), secure, proxied);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Plain HTTP that leaves the machine: a browser gives such a page no camera (W3C Secure Contexts).
    boolean insecure() {
        return !secure && !address.isLoopbackAddress();
    }

    /// Not so behind a proxy on this machine, trusted or not, that says for whom it asks.
    boolean onThisMachine(HttpHeaders headers) {
        return address.isLoopbackAddress() && !headers.contains("x-forwarded-for")
                && !headers.contains("forwarded") && !headers.contains("via");
    }

    private static InetAddress peer(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress socket ? socket.getAddress()
                : InetAddress.getLoopbackAddress();
    }
}
