package callbox.turn;

/// The relay cannot start; the message is a sentence for the operator that says what to change.
@SuppressWarnings("serial")
public final class TurnStartException extends RuntimeException {
    public TurnStartException(String sentence) {
        super(sentence);
    }

    public TurnStartException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
