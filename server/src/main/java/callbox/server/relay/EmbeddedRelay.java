package callbox.server.relay;

import callbox.server.config.RelayConfig;
import callbox.turn.TurnConfig;
import callbox.turn.TurnServer;
import callbox.turn.TurnStartException;
import callbox.turn.credential.Credential;
import callbox.turn.credential.RestCredentials;
import callbox.turn.metrics.TurnStatistics;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The relay inside this process, on the server's event loops, with the credentials for it. Thread-safe.
public final class EmbeddedRelay implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedRelay.class);

    /// Ports that are tried from 3478 on. They stay below the dynamic ports, where allocations take theirs.
    private static final int TRIED_PORTS = 100;

    private final TurnServer server;
    private final RestCredentials credentials;
    private final Duration lifetime;

    private EmbeddedRelay(TurnServer server, RestCredentials credentials, Duration lifetime) {
        this.server = server;
        this.credentials = credentials;
        this.lifetime = lifetime;
    }

    /// Starts the relay.
    ///
    /// @param dataDir where the secret is kept, unless the configuration has one
    /// @throws TurnStartException with a sentence that says what to change
    public static EmbeddedRelay start(RelayConfig config, Path dataDir, SslContext tls, EventLoopGroup eventLoops,
            InstantSource clock) {
        var secret = config.secret().isEmpty() ? SharedSecret.loadOrCreate(dataDir) : config.secret();
        var credentials = new RestCredentials(secret, config.realm(), clock);
        Starter starter = port -> TurnServer.start(config.turn(port), credentials, Optional.of(tls),
                Optional.of(eventLoops));
        var fixed = config.fixedPort();
        var server = fixed.isPresent() ? starter.startOn(fixed.getAsInt()) : startOnFirstFree(starter);
        return new EmbeddedRelay(server, credentials, config.credentialLifetime());
    }

    private interface Starter {
        TurnServer startOn(int port);
    }

    /// Two servers on one machine both have a relay.
    private static TurnServer startOnFirstFree(Starter starter) {
        int last = TurnConfig.DEFAULT_PORT + TRIED_PORTS - 1;
        for (int port = TurnConfig.DEFAULT_PORT; port < last; port++) {
            try {
                var server = starter.startOn(port);
                if (port != TurnConfig.DEFAULT_PORT) {
                    log.warn("The relay takes port {}, since {} is taken; set relay.port to have one that stays.", port,
                            TurnConfig.DEFAULT_PORT);
                }
                return server;
            } catch (TurnStartException.PortTaken e) {
                log.debug("{}", e.getMessage());
            }
        }
        return starter.startOn(last);
    }

    /// A credential that works for minutes.
    ///
    /// @param name under which [#extend] and [#end] find what is relayed with it
    Credential mint(String name) {
        return credentials.mint(name, lifetime);
    }

    /// Lets what this name relays now go on until then.
    void extend(String name, Instant until) {
        server.extendAllocations(name, until);
    }

    /// Ends what this name relays, and lets it relay no more.
    void end(String name) {
        server.endAllocations(name);
    }

    /// For UDP and TCP, the same on every address.
    public int port() {
        return server.addresses().getFirst().port();
    }

    /// Takes over a connection that somebody else accepted, and decrypted if need be, whose first bytes are STUN.
    public ChannelHandler streamHandler() {
        return server.streamHandler();
    }

    public TurnStatistics statistics() {
        return server.statistics();
    }

    @Override
    public void close() {
        server.close();
    }
}
