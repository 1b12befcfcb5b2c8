package callbox.server.relay;

import callbox.server.config.IceConfig;
import callbox.server.signaling.wire.IceServer;
import callbox.turn.credential.Credential;
import callbox.turn.credential.RestCredentials;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// STUN and TURN servers that others run and the configuration names. Those with a shared secret (coturn's `use-auth-secret`) get
/// credentials of minutes. Thread-safe.
final class ExternalServers {
    private final List<IceServer> constant = new ArrayList<>();
    private final List<Minting> minting = new ArrayList<>();
    private final Duration lifetime;

    private record Minting(List<String> urls, RestCredentials credentials) {}

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

    /// Those that stay as they are configured.
    List<IceServer> constant() {
        return List.copyOf(constant);
    }

    /// Whether there are some with credentials of minutes.
    boolean mints() {
        return !minting.isEmpty();
    }

    /// Those with credentials of minutes.
    ///
    /// @param name whom the credentials are for
    List<IceServer> minted(String name) {
        var servers = new ArrayList<IceServer>();
        for (var each : minting) {
            Credential credential = each.credentials.mint(name, lifetime);
            servers.add(new IceServer(each.urls, credential.username(), credential.password()));
        }
        return servers;
    }
}
