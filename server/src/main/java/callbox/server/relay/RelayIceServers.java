package callbox.server.relay;

import callbox.call.CallId;
import callbox.call.DeviceId;
import callbox.call.DeviceRef;
import callbox.call.UserId;
import callbox.server.config.CallboxConfig;
import callbox.server.signaling.IceServers;
import callbox.server.signaling.Reach;
import callbox.server.signaling.wire.IceServer;
import callbox.server.signaling.wire.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Our own relay and the configured servers, with credentials of minutes for each device and call (the TURN REST convention,
/// draft-uberti-behave-turn-rest). Thread-safe.
///
/// A browser keeps the credential with which it made an allocation, though it has fresh ones since: so fresh ones for a call
/// extend what the device relays in it already.
public final class RelayIceServers implements IceServers {
    private final @Nullable EmbeddedRelay relay;
    private final RelayUrls urls;
    private final ExternalServers external;
    private final Duration lifetime;
    private final InstantSource clock;
    private final RelayNames names = new RelayNames();

    /// @param relay ours, if it is enabled
    public RelayIceServers(@Nullable EmbeddedRelay relay, CallboxConfig config, InstantSource clock) {
        this.relay = relay;
        var own = config.relay();
        this.urls = new RelayUrls(own.publicHost(), relay == null ? 0 : relay.port(),
                own.tlsPort() == 0 ? OptionalInt.empty() : OptionalInt.of(own.tlsPort()), !config.tls().selfSigned());
        this.lifetime = own.credentialLifetime();
        this.external = new ExternalServers(config.ice(), lifetime, clock);
        this.clock = clock;
    }

    @Override
    public Reply.Ice forCall(DeviceRef device, CallId call, Reach reach) {
        if (relay == null && !external.mints()) {
            return withoutCall(reach);
        }
        var now = clock.instant();
        // A credential's username has its expiry in seconds.
        var expiresAt = Instant.ofEpochSecond(now.plus(lifetime).getEpochSecond());
        var renewed = names.renew(device, call, now, expiresAt);
        end(renewed.ended());
        var servers = new ArrayList<>(stun(reach));
        if (relay != null) {
            var credential = relay.mint(renewed.name());
            relay.extend(renewed.name(), credential.expiresAt());
            servers.add(new IceServer(urls.turn(reach), credential.username(), credential.password()));
        }
        servers.addAll(external.constant());
        servers.addAll(external.minted(renewed.name()));
        return new Reply.Ice(List.copyOf(servers), expiresAt, call);
    }

    @Override
    public Reply.Ice withoutCall(Reach reach) {
        var servers = new ArrayList<>(stun(reach));
        servers.addAll(external.constant());
        return new Reply.Ice(List.copyOf(servers), null, null);
    }

    private List<IceServer> stun(Reach reach) {
        return relay == null ? List.of() : List.of(new IceServer(urls.stun(reach), null, null));
    }

    @Override
    public void left(CallId call, UserId user, @Nullable DeviceId but) {
        end(names.end(call, user, but));
    }

    @Override
    public void callEnded(CallId call) {
        end(names.end(call));
    }

    private void end(List<String> ended) {
        if (relay != null) {
            ended.forEach(relay::end);
        }
    }
}
