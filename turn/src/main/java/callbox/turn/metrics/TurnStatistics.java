package callbox.turn.metrics;

import java.util.Map;

/// What the relay has done since its start, and holds now.
///
/// @param allocations alive now
/// @param allocationsEnded since the start
/// @param bindingsAnswered STUN Binding requests answered
/// @param toPeers relayed from clients to peers
/// @param toClients relayed from peers to clients
public record TurnStatistics(long allocations, long allocationsEnded, long bindingsAnswered, Traffic toPeers,
        Traffic toClients, Map<Refusal, Long> refusals, Map<Drop, Long> drops) {
    public TurnStatistics {
        refusals = Map.copyOf(refusals);
        drops = Map.copyOf(drops);
    }

    /// @param bytes of application data, without TURN's headers
    public record Traffic(long datagrams, long bytes) {
    }
}
