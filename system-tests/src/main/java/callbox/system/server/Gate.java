package callbox.system.server;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A way to a server over TCP that can be shut while the server runs, and while what does not go over it goes on. Open to begin with.
public final class Gate implements AutoCloseable {

    /// A page and its WebSocket at once, and some to spare.
    private static final int BACKLOG = 32;

    private final URI server;
    private final Place place = Place.here();
    private final Set<Socket> passing = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket entrance;

    /// @param server where it leads, on this machine
    public Gate(URI server) {
        this.server = server;
        this.entrance = openEntrance();
    }

    /// Where browsers open the page.
    public URI address() {
        return place.address();
    }

    /// Cuts what passes; what comes is refused as if nobody listened.
    public void shut() {
        close(entrance);
        passing.forEach(Gate::close);
    }

    /// After it was shut.
    public void open() {
        entrance = openEntrance();
    }

    private ServerSocket openEntrance() {
        try {
            var opened = new ServerSocket(place.port(), BACKLOG, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().name("gate").start(() -> admit(opened));
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void admit(ServerSocket through) {
        while (!through.isClosed()) {
            try {
                Socket client = through.accept();
                Thread.ofVirtual().start(() -> pass(client, through));
            } catch (IOException _) {
                // Shut, or a client that went away before it was let in.
            }
        }
    }

    private void pass(Socket client, ServerSocket through) {
        passing.add(client);
        // Accepted in the moment in which the gate was shut: nobody else closes it.
        if (through.isClosed()) {
            close(client);
        }
        try (client; var inside = new Socket(server.getHost(), server.getPort())) {
            passing.add(inside);
            Thread back = Thread.ofVirtual().start(() -> copy(inside, client));
            copy(client, inside);
            back.join();
            passing.remove(inside);
        } catch (IOException _) {
            // The server is away: so is the client.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            passing.remove(client);
        }
    }

    /// Until either end is closed; then both are.
    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // Cut.
        } finally {
            close(from);
            close(to);
        }
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is not needed any more.
        }
    }

    @Override
    public void close() {
        shut();
    }
}
