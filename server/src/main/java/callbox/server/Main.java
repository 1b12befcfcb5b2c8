package callbox.server;

import callbox.server.config.CallboxConfig;
import callbox.server.config.ConfigLoader;
import callbox.server.config.InvalidConfigException;
import callbox.server.tls.LocalNames;
import callbox.turn.TurnStartException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The command line. Without a subcommand it serves until it is stopped by a signal.
@Command(name = "callbox", mixinStandardHelpOptions = true, version = "callbox 0.1.0", sortOptions = false, subcommands = TurnCommand.class, description = "Serves calls: the page, signaling, STUN and TURN, and the call log, in one process.", footer = {
    "", "Every setting with its default is in server/src/main/resources/callbox/server/reference.conf."})
public final class Main implements Callable<Integer> {
    static final int FAILED = 1;
    static final int WRONG_USE = 2;

    @Option(names = {"-p", "--port"}, paramLabel = "PORT", description = "The port to listen on (default: 8080).")
    private @Nullable Integer port;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "The address to listen on (default: all).")
    private @Nullable String host;

    @Option(names = {"-d",
        "--data"}, paramLabel = "DIR", description = "Where the database, the certificate and the keys live (default: ./data).")
    private @Nullable Path data;

    @Option(names = {"-c", "--config"}, paramLabel = "FILE", description = "A HOCON file with settings.")
    private @Nullable Path config;

    @Option(names = "--public-url", paramLabel = "URL", description = "The address that people open, behind a proxy or with a domain.")
    private @Nullable String publicUrl;

    @Option(names = "--relay-port", paramLabel = "PORT", description = "The STUN and TURN relay's port (default: 3478, or the next one that is free).")
    private @Nullable Integer relayPort;

    @Option(names = "--no-relay", description = "Start no STUN and TURN relay.")
    private boolean noRelay;

    @Option(names = "--log-level", paramLabel = "LEVEL", description = "error, warn, info (default), debug or trace.")
    private @Nullable String logLevel;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            serve(ConfigLoader.load(config, flags()));
            return 0;
        } catch (InvalidConfigException e) {
            System.err.println(e.getMessage());
            return WRONG_USE;
        } catch (BindException | TurnStartException e) {
            System.err.println(e.getMessage());
            return FAILED;
        }
    }

    private static void serve(CallboxConfig settings) throws BindException, InterruptedException {
        Logging.configure(settings.logLevel());
        var names = LocalNames.ofThisMachine();
        var server = Server.start(settings, names);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
        Banner.print(System.out, settings, names, server.port());
        Thread.currentThread().join();
    }

    private Map<String, Object> flags() {
        var flags = new HashMap<String, Object>();
        set(flags, "http.port", port);
        set(flags, "http.host", host);
        set(flags, "http.public-url", publicUrl);
        set(flags, "relay.port", relayPort);
        set(flags, "relay.enabled", noRelay ? false : null);
        set(flags, "data-dir", data == null ? null : data.toString());
        set(flags, "log-level", logLevel);
        return flags;
    }

    static void set(Map<String, Object> flags, String key, @Nullable Object value) {
        if (value != null) {
            flags.put(key, value);
        }
    }
}
