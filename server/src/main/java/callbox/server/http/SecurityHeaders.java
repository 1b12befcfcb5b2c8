package callbox.server.http;

import io.netty.handler.codec.http.HttpHeaders;

/// What every response tells the browser to refuse.
final class SecurityHeaders {
    private static final String PERMISSIONS_POLICY = "camera=(self), microphone=(self), display-capture=(self), "
            + "speaker-selection=(self), screen-wake-lock=(self), autoplay=(self), fullscreen=(self), picture-in-picture=(self), "
            + "geolocation=(), payment=(), usb=()";

    private SecurityHeaders() {}

    /// @param host the request's `Host`, or empty
    static void add(HttpHeaders headers, String host, boolean secure) {
        var webSocket = Authority.parse(host).map(own -> (secure ? " wss://" : " ws://") + own).orElse("");
        headers.set("content-security-policy", contentSecurityPolicy(webSocket));
        headers.set("x-content-type-options", "nosniff");
        headers.set("referrer-policy", "no-referrer");
        headers.set("cross-origin-opener-policy", "same-origin");
        headers.set("cross-origin-resource-policy", "same-origin");
        headers.set("permissions-policy", PERMISSIONS_POLICY);
    }

    /// Nothing from elsewhere, no inline script, no frame around us (CSP Level 3). Pictures and sound come from blobs: received
    /// files, recordings. `connect-src 'self'` covers WebSockets of the same host and port only in newer browsers, so these are
    /// named as well. A frame of our own is what a download goes through that the page itself gives (docs/adr/0011).
    private static String contentSecurityPolicy(String webSocket) {
        return "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'" + webSocket
                + "; img-src 'self' blob: data:; media-src 'self' blob:; font-src 'self'; worker-src 'self'; frame-src 'self'; "
                + "manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    }
}
