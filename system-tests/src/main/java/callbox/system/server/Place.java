package callbox.system.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;

/// Where a server runs.
///
/// @param command the words before its own, to run it somewhere else than here
/// @param address where browsers open its page
public record Place(List<String> command, URI address) {

    /// A free port of this machine; `localhost` is a secure context without TLS.
    static Place here() {
        try (var socket = new ServerSocket(0)) {
            return new Place(List.of(), URI.create("http://localhost:" + socket.getLocalPort() + "/"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return address.getPort();
    }
}
