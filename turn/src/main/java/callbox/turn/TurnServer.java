package callbox.turn;

import callbox.stun.IpAddress;
import callbox.stun.PacketKind;
import callbox.stun.TransportAddress;
import callbox.turn.credential.Credentials;
import callbox.turn.engine.Authenticator;
import callbox.turn.engine.EngineLimits;
import callbox.turn.engine.Input;
import callbox.turn.engine.Nonces;
import callbox.turn.engine.Quotas;
import callbox.turn.engine.TurnEngine;
import callbox.turn.metrics.TurnMetrics;
import callbox.turn.metrics.TurnStatistics;
import callbox.turn.net.RelayAddress;
import callbox.turn.net.RelayLoop;
import callbox.turn.net.RelayNode;
import callbox.turn.net.StreamHandler;
import callbox.turn.policy.PeerPolicy;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running relay: STUN and TURN over UDP, TCP and, with a certificate, TLS. Thread-safe.
///
/// ```java
/// RestCredentials credentials = new RestCredentials(secret, "example.org", Clock.systemUTC());
/// try (TurnServer relay = TurnServer.start(TurnConfig.defaults("example.org"), credentials)) {
///     Credential credential = credentials.mint("call-1/device-2", Duration.ofMinutes(10));
///     …
///     relay.endAllocations("call-1/device-2");
/// }
/// ```
public final class TurnServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TurnServer.class);
    /// Where a tenth of all ports is taken, all ten attempts fail once in 10^10 starts.
    static final int FREE_PORT_ATTEMPTS = 10;
    private static final int NONCE_KEY_BYTES = 32;

    private final RelayNode node;
    private final AddressPlan plan;
    private final Credentials credentials;
    private final TurnMetrics metrics;
    private final InstantSource wallClock;
    private final Listeners listeners;

    private TurnServer(RelayNode node, AddressPlan plan, Credentials credentials, TurnMetrics metrics,
            InstantSource wallClock, Listeners listeners) {
        this.node = node;
        this.plan = plan;
        this.credentials = credentials;
        this.metrics = metrics;
        this.wallClock = wallClock;
        this.listeners = listeners;
    }

    /// Starts a relay with event loops of its own, and without a port for TLS.
    ///
    /// @throws TurnStartException with a sentence that says what to change
    public static TurnServer start(TurnConfig config, Credentials credentials) {
        return start(config, credentials, Optional.empty(), Optional.empty());
    }

    /// Starts a relay.
    ///
    /// @param tls the certificate for [TurnConfig.Listen#tlsPort]
    /// @param eventLoops to run on; empty makes some. They must be Netty 4.2 loops with epoll or NIO, and are not shut down
    ///         by [#close]
    /// @throws TurnStartException with a sentence that says what to change
    public static TurnServer start(TurnConfig config, Credentials credentials, Optional<SslContext> tls,
            Optional<EventLoopGroup> eventLoops) {
        AddressPlan plan = AddressPlan.of(config);
        if (config.listen().tlsPort().isPresent() && tls.isEmpty()) {
            throw new TurnStartException("the relay has a TLS port but no certificate; give it one, or no TLS port");
        }
        TurnMetrics metrics = new TurnMetrics();
        InstantSource wallClock = InstantSource.system();
        byte[] nonceKey = new byte[NONCE_KEY_BYTES];
        new SecureRandom().nextBytes(nonceKey);
        Nonces nonces = new Nonces(nonceKey, Authenticator.nonceCookie(credentials));
        TurnConfig.Limits limits = config.limits();
        TurnEngine.Shared shared = new TurnEngine.Shared(
                new Authenticator(config.realm(), credentials, nonces, wallClock),
                new PeerPolicy(config.peers().allow(), config.peers().deny(), plan.ownAddresses(config.relays())),
                new EngineLimits(limits.bytesPerSecond(), limits.repliesPerSecond()),
                new Quotas(limits.allocationsPerCredential(), limits.allocations()),
                plan.relays().stream().map(RelayAddress::family).collect(Collectors.toUnmodifiableSet()), metrics);
        TurnServer server = onPort(config.listen().port(), () -> {
            RelayNode node = new RelayNode(shared, plan.relays(), config.relays().minPort(),
                    config.relays().maxPort());
            Listeners listeners = Listeners.start(config, plan, node, tls, eventLoops);
            return new TurnServer(node, plan, credentials, metrics, wallClock, listeners);
        });
        plan.advice().forEach(LOG::warn);
        LOG.info("relay listens on {} and relays at {}", server.addresses(), plan.relays());
        return server;
    }

    /// With port 0 the system chooses one that TCP has free on one address: UDP or another address may have it taken.
    static <T> T onPort(int port, Supplier<T> start) {
        for (int attempt = 1; port == 0 && attempt < FREE_PORT_ATTEMPTS; attempt++) {
            try {
                return start.get();
            } catch (TurnStartException.PortTaken e) {
                LOG.debug("{}", e.getMessage());
            }
        }
        return start.get();
    }

    /// Ends the allocations of a credential, and lets it open no more: its call is over.
    public void endAllocations(String credentialName) {
        credentials.revoke(credentialName);
        onEveryLoop(loop -> loop.on(new Input.CredentialEnded(credentialName)));
    }

    /// Lets the allocations that a credential has now live until then, past the expiry in its username: its call goes on,
    /// and browsers do not change the credentials of an allocation.
    public void extendAllocations(String credentialName, Instant until) {
        long untilMs = node.clock().nowMs() + Duration.between(wallClock.instant(), until).toMillis();
        onEveryLoop(loop -> loop.on(new Input.CredentialExtended(credentialName, untilMs)));
    }

    /// Serves TURN on a connection that somebody else accepted and decrypted, for instance on a port that it shares with
    /// HTTPS. To be added to the pipeline where the first bytes pass it; see [#isStun].
    public ChannelHandler streamHandler() {
        return new StreamHandler(node);
    }

    /// Whether a stream that begins with this byte is STUN: HTTP and HTTP/2 begin with letters, STUN with 0 or 1.
    public static boolean isStun(int firstByte) {
        return PacketKind.of(firstByte) == PacketKind.STUN;
    }

    /// What has been counted so far.
    public TurnStatistics statistics() {
        return metrics.snapshot();
    }

    /// Where clients connect, with the ports that were given if the configuration left them open.
    public List<TransportAddress> addresses() {
        return listeners.addresses();
    }

    /// Where clients connect with TLS; empty without a TLS port.
    public List<TransportAddress> tlsAddresses() {
        return listeners.tlsAddresses();
    }

    /// What peers see, one address per family.
    public List<IpAddress> relayAddresses() {
        return plan.relays().stream().map(relay -> relay.advertised()).toList();
    }

    /// Sentences for the operator about this machine's addresses; none if all is well.
    public List<String> advice() {
        return plan.advice();
    }

    private void onEveryLoop(Consumer<RelayLoop> action) {
        node.loops().forEach(loop -> loop.eventLoop().execute(() -> action.accept(loop)));
    }

    /// Ends every allocation and frees every port.
    @Override
    public void close() {
        listeners.stopAccepting();
        node.close();
        listeners.close();
    }
}
