package callbox.server.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// The programs of Debian's package `coturn`, on loopback. The client's exit code is 0 even when packets are lost, so what it prints is read.
public final class CoturnPrograms {
    public static final String NO_LOSS = "Total lost packets 0 (";

    private static final int FIRST_SERVER_PORT = 10_000;
    /// Linux gives the ports from here on to clients.
    private static final int FIRST_DYNAMIC_PORT = 32_768;

    private CoturnPrograms() {}

    /// Runs the client, between two allocations at a relay.
    ///
    /// @param flags more of them, among which those that say who it is
    /// @return what it printed
    public static String client(int port, String... flags) {
        return client(port, List.of("-y"), flags);
    }

    /// Runs the client, with a peer on loopback.
    public static String clientOfPeer(int port, String... flags) {
        return client(port, List.of("-e", "127.0.0.1"), flags);
    }

    private static String client(int port, List<String> peer, String... flags) {
        var command = new ArrayList<>(List.of("turnutils_uclient", "-v", "-m", "1", "-n", "10", "-p",
                String.valueOf(port)));
        command.addAll(peer);
        Collections.addAll(command, flags);
        command.add("127.0.0.1");
        try {
            var client = new ProcessBuilder(command).redirectErrorStream(true).start();
            try {
                return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } finally {
                client.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts coturn's server; it is up when a client gets answers, which repeats its requests until then.
    static Process server(int port, String secret) throws IOException {
        return new ProcessBuilder("turnserver", "-n", "--use-auth-secret", "--static-auth-secret=" + secret, "-r",
                "coturn.test", "-L", "127.0.0.1", "-E", "127.0.0.1", "-p", String.valueOf(port),
                "--allow-loopback-peers", "--no-cli", "--no-tls", "--no-dtls", "--log-file", "stdout")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }

    /// A port of the loopback address that neither UDP nor TCP has taken, of those that no system gives to clients by itself.
    public static int freePort() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_SERVER_PORT, FIRST_DYNAMIC_PORT);
            try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                    var _ = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
                return port;
            } catch (BindException _) {
                // Taken: another.
            }
        }
    }
}
