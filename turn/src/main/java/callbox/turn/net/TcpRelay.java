package callbox.turn.net;

import callbox.stun.TransportAddress;
import callbox.turn.engine.Relay;
import callbox.turn.engine.RelaySocket;
import io.netty.channel.Channel;
import java.util.function.Consumer;

/// The relayed address of a TCP allocation: a listening socket that peers connect to (RFC 6062 section 5.3).
final class TcpRelay implements RelaySocket {
    private final Channel listener;
    private final TransportAddress local;
    private final TransportAddress advertised;
    private final Consumer<Relay> opened;

    /// @param opened called when the allocation begins; peers that connect earlier wait in the backlog
    TcpRelay(Channel listener, TransportAddress local, TransportAddress advertised, Consumer<Relay> opened) {
        this.listener = listener;
        this.local = local;
        this.advertised = advertised;
        this.opened = opened;
    }

    @Override
    public TransportAddress local() {
        return local;
    }

    @Override
    public TransportAddress advertised() {
        return advertised;
    }

    void open(Relay relay) {
        opened.accept(relay);
        listener.config().setAutoRead(true);
    }

    void close() {
        listener.close();
    }
}
