package callbox.system.browser;

/// A browser did not do what it was told.
public final class BrowserException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param message what was asked, and the browser's own words
    public BrowserException(String message) {
        super(message);
    }

    /// @param message what was asked
    /// @param cause   why it failed
    public BrowserException(String message, Throwable cause) {
        super(message, cause);
    }
}
