package callbox.server.config;

import static callbox.server.config.InvalidConfigException.require;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Where the server listens and which pages may connect to it.
///
/// @param host the address to listen on; empty: all
/// @param publicUrl the address that people open, when it is not the machine's own (a proxy, a domain); empty: none
/// @param allowedOrigins origins of other pages that may open `/ws`
/// @param trustedProxies addresses whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed
public record HttpConfig(String host, int port, String publicUrl, List<String> allowedOrigins,
        List<String> trustedProxies) {
    public HttpConfig {
        require(port >= 0 && port <= 65535, "http.port is %d; write a port from 1 to 65535, or 0 for any free one"
                .formatted(port));
        require(publicUrl.isEmpty() || isOrigin(publicUrl),
                "http.public-url is \"%s\"; write scheme and host, like https://call.example.org".formatted(publicUrl));
        for (var origin : allowedOrigins) {
            require(isOrigin(origin),
                    "http.allowed-origins has \"%s\"; write scheme, host and port, like https://example.org"
                            .formatted(origin));
        }
    }

    public Optional<URI> publicUri() {
        return publicUrl.isEmpty() ? Optional.empty() : Optional.of(URI.create(publicUrl));
    }

    private static boolean isOrigin(String text) {
        return text.matches("https?://[A-Za-z0-9.\\-]+(:[0-9]{1,5})?|https?://\\[[0-9A-Fa-f:.]+](:[0-9]{1,5})?");
    }
}
