package callbox.turn.net;

import callbox.stun.TransportAddress;
import callbox.turn.engine.FiveTuple;
import callbox.turn.engine.RelaySocket;
import callbox.turn.engine.Transport;
import io.netty.channel.IoEventLoop;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A relay port, and the way from it to its client.
final class UdpRelay implements RelaySocket {
    private final UdpSocket socket;
    private final TransportAddress advertised;

    /// The five-tuple that the fields below are about; compared by identity, since an allocation keeps its own.
    private @Nullable FiveTuple routedTo;
    private @Nullable UdpListener listener;
    private long clientHigh;
    private long clientLow;
    private int clientPort;

    UdpRelay(UdpSocket socket, TransportAddress advertised) {
        this.socket = socket;
        this.advertised = advertised;
    }

    UdpRelay movedTo(UdpBackend backend) {
        return new UdpRelay(backend.adopt(socket), advertised);
    }

    @Override
    public TransportAddress local() {
        return socket.local();
    }

    @Override
    public TransportAddress advertised() {
        return advertised;
    }

    UdpSocket socket() {
        return socket;
    }

    void open(IoEventLoop eventLoop, UdpSocket.Reader reader) throws IOException {
        socket.open(eventLoop, reader);
    }

    void close() {
        socket.close();
    }

    /// The listener of a UDP client; null for a client on a stream. Looked up once per five-tuple.
    @SuppressWarnings("ReferenceEquality")
    @Nullable
    UdpListener route(FiveTuple client, RelayLoop loop) {
        if (routedTo != client) {
            routedTo = client;
            listener = client.transport() == Transport.UDP ? loop.listener(client.server()) : null;
            clientHigh = client.client().ip().high();
            clientLow = client.client().ip().low();
            clientPort = client.client().port();
        }
        return listener;
    }

    long clientHigh() {
        return clientHigh;
    }

    long clientLow() {
        return clientLow;
    }

    int clientPort() {
        return clientPort;
    }
}
