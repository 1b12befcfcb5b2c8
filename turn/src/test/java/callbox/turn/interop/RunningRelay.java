package callbox.turn.interop;

import callbox.stun.IpAddress;
import callbox.turn.TurnConfig;
import callbox.turn.TurnServer;
import callbox.turn.credential.RestCredentials;
import callbox.turn.policy.Cidr;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Relays on loopback for tests. Loopback peers are allowed, which they are not by default.
public final class RunningRelay {
    public static final String SECRET = "north";
    public static final String REALM = "callbox.test";

    private RunningRelay() {
    }

    public static TurnConfig config() {
        List<IpAddress> loopback = List.of(IpAddress.parse("127.0.0.1").orElseThrow(),
                IpAddress.parse("::1").orElseThrow());
        return TurnConfig.defaults(REALM).withListen(new TurnConfig.Listen(loopback, 0, OptionalInt.empty()))
                .withPeers(new TurnConfig.Peers(List.of(Cidr.parse("127.0.0.0/8"), Cidr.parse("::1")), List.of()))
                .withLimits(new TurnConfig.Limits(20_000, 20_000, 0, 100_000)).withThreads(2);
    }

    public static RestCredentials credentials() {
        return new RestCredentials(SECRET, REALM, Clock.systemUTC());
    }

    public static TurnServer start() {
        return TurnServer.start(config(), credentials());
    }

    /// With a TLS port, and on event loops of somebody else's.
    public static TurnServer start(SslContext tls, Optional<EventLoopGroup> group) {
        TurnConfig.Listen plain = config().listen();
        TurnConfig config = config()
                .withListen(new TurnConfig.Listen(plain.addresses(), plain.port(), OptionalInt.of(0)));
        return TurnServer.start(config, credentials(), Optional.of(tls), group);
    }
}
