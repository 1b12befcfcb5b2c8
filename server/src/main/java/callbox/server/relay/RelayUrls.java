package callbox.server.relay;

import callbox.server.signaling.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Where clients find the relay. A browser tries them all at once and prefers the first kind that works: UDP, TCP, TLS.
///
/// @param publicHost instead of the host by which a client reached us; empty: that one
/// @param port for UDP and TCP
/// @param tlsPort a port of its own for TLS
/// @param trusted whether browsers trust our certificate; if not, TLS helps nobody
record RelayUrls(String publicHost, int port, OptionalInt tlsPort, boolean trusted) {

    /// RFC 7064.
    List<String> stun(Reach reach) {
        return List.of("stun:" + host(reach) + ":" + port);
    }

    /// RFC 7065. HTTPS's port carries TURN too, for networks that let nothing else through. Browsers would refuse a certificate of
    /// our own making there without asking, so plain TCP goes by that port then, which the client has just reached, and not by another:
    /// Firefox warns of five servers or more.
    List<String> turn(Reach reach) {
        var urls = new ArrayList<String>();
        urls.add(turn("turn", reach, port, "udp"));
        urls.add(turn("turn", reach, reach.direct() && !trusted ? reach.port() : port, "tcp"));
        if (reach.direct()) {
            urls.add(turn("turns", reach, reach.port(), "tcp"));
        }
        tlsPort.ifPresent(tls -> urls.add(turn("turns", reach, tls, "tcp")));
        return List.copyOf(urls);
    }

    private String turn(String scheme, Reach reach, int atPort, String transport) {
        return scheme + ":" + host(reach) + ":" + atPort + "?transport=" + transport;
    }

    private String host(Reach reach) {
        return publicHost.isEmpty() ? reach.host() : publicHost;
    }
}
