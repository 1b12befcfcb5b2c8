package callbox.turn.engine;

import callbox.stun.TransportAddress;
import java.nio.ByteBuffer;

/// What a [TurnEngine] wants done. Commands of one input are done in order.
public sealed interface Command {

    /// Sends a STUN message to a client.
    record Send(FiveTuple to, ByteBuffer message) implements Command {
    }

    /// Binds relay ports; the answer is [Input.RelayBound].
    record BindRelay(BindRequest request) implements Command {
    }

    /// A relay begins: its datagrams are to be received.
    record OpenRelay(Relay relay) implements Command {
    }

    /// A relay ends: its port is free again.
    record CloseRelay(Relay relay) implements Command {
    }

    /// A port that was set aside is not wanted any more, if it still is there.
    record ReleaseReservation(long token) implements Command {
    }

    /// Connects a TCP relay to a peer; the answer is [Input.PeerConnected] or [Input.PeerGone].
    record ConnectPeer(int connection, Relay relay, TransportAddress peer) implements Command {
    }

    /// Keeps the connection of a peer that arrived, unread, under this number.
    record AcceptPeer(long handle, int connection) implements Command {
    }

    /// Closes the connection of a peer that arrived.
    record RefusePeer(long handle) implements Command {
    }

    /// Answers ConnectionBind with success; from the answer on, the client's connection and the peer's are one stream of
    /// bytes. One command, since nothing may come between the two.
    record JoinPeer(int connection, Allocation allocation, FiveTuple client,
            ByteBuffer answer) implements Command {
    }

    /// Closes a peer's connection, and the client's that it may be joined to.
    record ClosePeer(int connection) implements Command {
    }

    /// Hands a message to the engine that owns what it is about, as [Input.ForwardedMessage]; it comes back to this engine
    /// if there is no such engine.
    record Forward(int engine, FiveTuple from, ByteBuffer message) implements Command {
    }

    /// Tells whoever receives this five-tuple's packets to hand them to this engine, which owns the allocation that moved.
    record AdoptClient(FiveTuple client) implements Command {
    }

    /// Ends [AdoptClient].
    record ReleaseClient(FiveTuple client) implements Command {
    }

    /// An allocation began.
    record Opened(Allocation allocation) implements Command {
    }

    /// An allocation ended.
    record Ended(Allocation allocation, AllocationEnd reason) implements Command {
    }
}
