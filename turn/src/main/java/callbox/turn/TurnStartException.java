package callbox.turn;

/// The relay cannot start; the message is a sentence for the operator that says what to change.
@SuppressWarnings("serial")
public sealed class TurnStartException extends RuntimeException {
    public TurnStartException(String sentence) {
        super(sentence);
    }

    public TurnStartException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /// A port to listen on belongs to somebody else; with another port the relay may start.
    public static final class PortTaken extends TurnStartException {
        PortTaken(String sentence, Throwable cause) {
            super(sentence, cause);
        }
    }
}
