package callbox.server.http;

import callbox.server.config.HttpConfig;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which pages may open `/ws`. Browsers exempt WebSockets from the same-origin policy and leave it to the server (RFC 6455,
/// section 10.2): without this any page that a person opens could call in their name.
final class OriginPolicy {
    private final Set<String> allowed;

    OriginPolicy(Iterable<String> allowedOrigins) {
        var lowerCase = new HashSet<String>();
        allowedOrigins.forEach(origin -> lowerCase.add(origin.toLowerCase(Locale.ROOT)));
        this.allowed = Set.copyOf(lowerCase);
    }

    static OriginPolicy of(HttpConfig config) {
        var origins = new ArrayList<>(config.allowedOrigins());
        config.publicUri().map(URI::toString).ifPresent(origins::add);
        return new OriginPolicy(origins);
    }

    /// @param origin null from a client that is no browser; such a client can claim any origin anyway
    /// @param host the request's `Host`
    boolean allows(@Nullable String origin, String host) {
        if (origin == null) {
            return true;
        }
        var lowerCase = origin.toLowerCase(Locale.ROOT);
        return allowed.contains(lowerCase) || sameHost(lowerCase, host.toLowerCase(Locale.ROOT));
    }

    private static boolean sameHost(String origin, String host) {
        try {
            var authority = URI.create(origin).getRawAuthority();
            return origin.matches("https?://.*") && host.equals(authority);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
