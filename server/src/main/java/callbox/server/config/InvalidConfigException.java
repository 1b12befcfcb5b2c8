package callbox.server.config;

/// The configuration cannot be used. The message is a sentence for a person: the key, what is wrong, what to write.
public final class InvalidConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InvalidConfigException(String message) {
        super(message);
    }

    public InvalidConfigException(String message, Throwable cause) {
        super(message, cause);
    }

    static void require(boolean valid, String sentence) {
        if (!valid) {
            throw new InvalidConfigException(sentence);
        }
    }
}
