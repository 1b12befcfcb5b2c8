package callbox.turn.engine;

import callbox.stun.AddressFamily;
import callbox.stun.TransportAddress;
import java.nio.ByteBuffer;
import java.util.Map;

/// What can happen to a [TurnEngine], datagrams that are merely relayed aside.
public sealed interface Input {

    /// A STUN message arrived.
    ///
    /// @param bytes exactly the message; the engine keeps nothing of it
    record ClientMessage(FiveTuple from, ByteBuffer bytes) implements Input {
    }

    /// A message that belongs here, as another engine found ([Command.Forward]), or to no engine at all.
    record ForwardedMessage(FiveTuple from, ByteBuffer bytes) implements Input {
    }

    /// [Command.BindRelay] was done.
    ///
    /// @param sockets one per family that could be bound; empty if none could, or the reservation was not there
    record RelayBound(BindRequest request, Map<AddressFamily, RelaySocket> sockets) implements Input {
    }

    /// A client's TCP or TLS connection closed.
    record ClientDisconnected(FiveTuple client) implements Input {
    }

    /// [Command.ConnectPeer] worked.
    record PeerConnected(int connection) implements Input {
    }

    /// [Command.ConnectPeer] did not work, or a peer closed its connection before a client took it.
    record PeerGone(int connection) implements Input {
    }

    /// A peer connected to a TCP relay. The answer is [Command.AcceptPeer] or [Command.RefusePeer] with the same handle.
    ///
    /// @param handle the I/O's name for the new connection
    record PeerArrived(Relay relay, TransportAddress peer, long handle) implements Input {
    }

    /// The call behind a credential has ended.
    record CredentialEnded(String name) implements Input {
    }

    /// The call behind a credential goes on: its allocations outlive the expiry in their username.
    record CredentialExtended(String name, long untilMs) implements Input {
    }

    /// Time has passed. Expected about every second.
    record Tick() implements Input {
    }

    /// The relay stops.
    record Shutdown() implements Input {
    }
}
