package callbox.server.relay;

import callbox.server.config.IceConfig;
import callbox.server.signaling.wire.IceServer;
import callbox.turn.credential.Credential;
import callbox.turn.credential.RestCredentials;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// STUN and TURN servers that others run and the configuration names. Those with a shared secret (coturn's `use-auth-secret`) get
/// credentials of minutes. Thread-safe.
final class ExternalServers {
    private final List<IceServer> constant = new ArrayList<>();
    private final List<Minting> minting = new ArrayList<>();
    private final Duration lifetime;

    private record Minting(List<String> urls, RestCredentials credentials) {}

    /// @param expiresAt when the first credential runs out; null when none does
    record Grant(List<IceServer> servers, @Nullable Instant expiresAt) {}

    ExternalServers(IceConfig config, Duration lifetime, InstantSource clock) {
        this.lifetime = lifetime;
        for (var server : config.servers()) {
            if (!server.secret().isEmpty()) {
                // The realm is the server's own affair: it is no part of the password.
                minting.add(new Minting(server.urls(), new RestCredentials(server.secret(), "", clock)));
            } else if (server.username().isEmpty()) {
                constant.add(new IceServer(server.urls(), null, null));
            } else {
                constant.add(new IceServer(server.urls(), server.username(), server.credential()));
            }
        }
    }

    /// @param name whom the credentials are for
    Grant grant(String name) {
        var servers = new ArrayList<>(constant);
        Instant expiresAt = null;
        for (var each : minting) {
            Credential credential = each.credentials.mint(name, lifetime);
            servers.add(new IceServer(each.urls, credential.username(), credential.password()));
            expiresAt = credential.expiresAt();
        }
        return new Grant(List.copyOf(servers), expiresAt);
    }
}
