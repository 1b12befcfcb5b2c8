package callbox.turn.engine;

import callbox.stun.StunError;
import callbox.turn.metrics.Refusal;
import callbox.turn.metrics.TurnMetrics;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// The commands of one input, as they come together, and the counters beside them.
final class Outbox {
    private final TurnMetrics metrics;
    private List<Command> commands = new ArrayList<>();

    Outbox(TurnMetrics metrics) {
        this.metrics = metrics;
    }

    void add(Command command) {
        commands.add(command);
    }

    void send(FiveTuple to, ByteBuffer message) {
        commands.add(new Command.Send(to, message));
    }

    void refused(Refusal reason) {
        metrics.refused(reason);
    }

    void refused(StunError error) {
        metrics.refused(switch (error) {
            case UNAUTHENTICATED -> Refusal.UNAUTHENTICATED;
            case STALE_NONCE -> Refusal.STALE_NONCE;
            case BAD_REQUEST, UNKNOWN_ATTRIBUTE, SERVER_ERROR -> Refusal.BAD_REQUEST;
            case FORBIDDEN -> Refusal.FORBIDDEN_PEER;
            case ALLOCATION_MISMATCH, WRONG_CREDENTIALS -> Refusal.ALLOCATION_MISMATCH;
            case ADDRESS_FAMILY_NOT_SUPPORTED, UNSUPPORTED_TRANSPORT_PROTOCOL, PEER_ADDRESS_FAMILY_MISMATCH,
                    MOBILITY_FORBIDDEN ->
                Refusal.UNSUPPORTED;
            case ALLOCATION_QUOTA_REACHED -> Refusal.QUOTA;
            case INSUFFICIENT_CAPACITY -> Refusal.CAPACITY;
            case CONNECTION_ALREADY_EXISTS, CONNECTION_TIMEOUT_OR_FAILURE -> Refusal.CONNECTION;
        });
    }

    TurnMetrics metrics() {
        return metrics;
    }

    /// The commands so far; the outbox is empty again.
    List<Command> drain() {
        List<Command> drained = commands;
        commands = new ArrayList<>();
        return drained;
    }
}
