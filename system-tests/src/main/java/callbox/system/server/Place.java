package callbox.system.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// Where a server runs.
///
/// @param command the words before its own, to run it somewhere else than here
/// @param address where browsers open its page
public record Place(List<String> command, URI address) {

    private static final int FIRST_PORT = 10_000;
    /// Linux gives the ports from here on to clients; a server that starts again would find its own taken.
    private static final int FIRST_DYNAMIC_PORT = 32_768;

    /// A free port of this machine; `localhost` is a secure context without TLS.
    static Place here() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, FIRST_DYNAMIC_PORT);
            try (var _ = new ServerSocket(port)) {
                return new Place(List.of(), URI.create("http://localhost:" + port + "/"));
            } catch (BindException _) {
                // Taken: another.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    int port() {
        return address.getPort();
    }
}
