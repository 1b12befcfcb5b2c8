package callbox.server.relay;

import callbox.call.CallId;
import callbox.call.DeviceRef;
import callbox.server.config.CallboxConfig;
import callbox.server.signaling.IceServers;
import callbox.server.signaling.Reach;
import callbox.server.signaling.wire.IceServer;
import callbox.server.signaling.wire.Reply;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Our own relay and the configured servers, with credentials of minutes for each device and call (the TURN REST convention,
/// draft-uberti-behave-turn-rest). Thread-safe.
///
/// A browser keeps the credential with which it made an allocation, though it has fresh ones since: so fresh ones for a call
/// extend what the device relays in it already, and what it began before it was in the call.
public final class RelayIceServers implements IceServers {
    private final @Nullable EmbeddedRelay relay;
    private final RelayUrls urls;
    private final ExternalServers external;

    /// Names of credentials by the live call that they were minted for.
    private final ConcurrentMap<CallId, Set<String>> names = new ConcurrentHashMap<>();

    /// @param relay ours, if it is enabled
    public RelayIceServers(@Nullable EmbeddedRelay relay, CallboxConfig config, InstantSource clock) {
        this.relay = relay;
        var own = config.relay();
        this.urls = new RelayUrls(own.publicHost(), relay == null ? 0 : relay.port(),
                own.tlsPort() == 0 ? OptionalInt.empty() : OptionalInt.of(own.tlsPort()), !config.tls().selfSigned());
        this.external = new ExternalServers(config.ice(), own.credentialLifetime(), clock);
    }

    @Override
    public Reply.Ice forDevice(DeviceRef device, @Nullable CallId call, Reach reach) {
        var withoutCall = device.device().value();
        var name = call == null ? withoutCall : call.value() + "/" + withoutCall;
        var others = external.grant(name);
        var servers = new ArrayList<IceServer>();
        Instant expiresAt = others.expiresAt();
        if (relay != null) {
            var credential = relay.mint(name);
            servers.add(new IceServer(urls.stun(reach), null, null));
            servers.add(new IceServer(urls.turn(reach), credential.username(), credential.password()));
            expiresAt = earlier(expiresAt, credential.expiresAt());
            if (call != null) {
                names.merge(call, Set.of(name), RelayIceServers::union);
                relay.extend(name, credential.expiresAt());
                relay.extend(withoutCall, credential.expiresAt());
            }
        }
        servers.addAll(others.servers());
        return new Reply.Ice(List.copyOf(servers), expiresAt);
    }

    @Override
    public void callEnded(CallId call) {
        var ended = names.remove(call);
        if (ended != null && relay != null) {
            ended.forEach(relay::end);
        }
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static Instant earlier(@Nullable Instant one, Instant other) {
        return one == null || other.isBefore(one) ? other : one;
    }
}
