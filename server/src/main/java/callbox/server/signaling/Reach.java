package callbox.server.signaling;

/// How a client reached this server, and so how it reaches what else runs here.
///
/// @param host a name or an address, an IPv6 one in brackets, as it stands in a URL
/// @param port of HTTP and HTTPS, as the client sees it
/// @param direct whether what the client sends to that port comes to us as it is; false behind a reverse proxy
public record Reach(String host, int port, boolean direct) {}
