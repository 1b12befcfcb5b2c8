package callbox.server;

import callbox.server.config.ConfigLoader;
import callbox.server.config.InvalidConfigException;
import callbox.turn.StandaloneRelay;
import callbox.turn.TurnConfig;
import callbox.turn.TurnStartException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The relay alone, for a tier of its own: whoever has the same secret mints its credentials, another Callbox for one
/// (`ice.servers` with `secret`).
@Command(name = "turn", mixinStandardHelpOptions = true, sortOptions = false, description = "Runs the STUN and TURN relay alone, without page and signaling.")
final class TurnCommand implements Callable<Integer> {

    @Option(names = {"-p", "--port"}, paramLabel = "PORT", description = "For UDP and TCP (default: 3478).")
    private @Nullable Integer port;

    @Option(names = "--tls-port", paramLabel = "PORT", description = "For TLS, customarily 5349 (default: none).")
    private @Nullable Integer tlsPort;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "The address to listen on (default: all).")
    private @Nullable String host;

    @Option(names = "--secret", paramLabel = "SECRET", description = "With which credentials are minted. CALLBOX_TURN_SECRET in the environment does the same, unseen by others.", defaultValue = "${env:CALLBOX_TURN_SECRET}")
    private @Nullable String secret;

    @Option(names = "--realm", paramLabel = "REALM", description = "Customarily a domain (default: callbox).")
    private @Nullable String realm;

    @Option(names = "--external-address", paramLabel = "ADDRESS", split = ",", description = "How this machine is reached behind a one-to-one NAT; at most one per family.")
    private @Nullable List<String> externalAddresses;

    @Option(names = "--relay-ports", paramLabel = "RANGE", description = "For allocations (default: 49152-65535).")
    private @Nullable String relayPorts;

    @Option(names = "--allow-peers", paramLabel = "CIDR", split = ",", description = "Private or special ranges to relay to all the same: 10.1.0.0/16,fd00::/8.")
    private @Nullable List<String> allowPeers;

    @Option(names = "--deny-peers", paramLabel = "CIDR", split = ",", description = "Ranges not to relay to, whatever else is allowed.")
    private @Nullable List<String> denyPeers;

    @Option(names = "--certificate", paramLabel = "FILE", description = "For TLS: a chain in PEM format.")
    private @Nullable String certificate;

    @Option(names = "--key", paramLabel = "FILE", description = "Its private key: PKCS 8 in PEM format.")
    private @Nullable String key;

    @Option(names = {"-c",
        "--config"}, paramLabel = "FILE", description = "A HOCON file with more settings, under relay and tls.")
    private @Nullable Path config;

    @Override
    public Integer call() throws InterruptedException {
        try {
            relay().run();
            return 0;
        } catch (InvalidConfigException e) {
            System.err.println(e.getMessage());
            return Main.WRONG_USE;
        } catch (TurnStartException e) {
            System.err.println(e.getMessage());
            return Main.FAILED;
        }
    }

    /// What is to be run.
    ///
    /// @throws InvalidConfigException with a sentence that says what to change
    StandaloneRelay relay() {
        var settings = ConfigLoader.load(config, flags());
        var relay = settings.relay();
        var tls = settings.tls();
        Logging.configure(settings.logLevel());
        var files = tls.selfSigned() ? Optional.<StandaloneRelay.Certificate>empty()
                : Optional.of(new StandaloneRelay.Certificate(Path.of(tls.certificate()), Path.of(tls.key())));
        return new StandaloneRelay(relay.turn(relay.fixedPort().orElse(TurnConfig.DEFAULT_PORT)), relay.secret(),
                files);
    }

    private Map<String, Object> flags() {
        var flags = new HashMap<String, Object>();
        Main.set(flags, "relay.port", port);
        Main.set(flags, "relay.tls-port", tlsPort);
        Main.set(flags, "relay.host", host);
        Main.set(flags, "relay.secret", secret);
        Main.set(flags, "relay.realm", realm);
        Main.set(flags, "relay.external-addresses", externalAddresses);
        Main.set(flags, "relay.ports", relayPorts);
        Main.set(flags, "relay.allow-peers", allowPeers);
        Main.set(flags, "relay.deny-peers", denyPeers);
        Main.set(flags, "tls.certificate", certificate);
        Main.set(flags, "tls.key", key);
        return flags;
    }
}
