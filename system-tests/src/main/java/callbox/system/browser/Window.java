package callbox.system.browser;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// One page in one browser, with cookies and storage of its own. Not thread-safe: one test drives it.
public interface Window extends AutoCloseable {

    /// Goes to an address and waits until the page is loaded.
    void open(URI address);

    /// Loads the page again, as F5 does.
    void reload();

    /// Presses the button of exactly this accessible name, as soon as it is there, visible and enabled.
    void press(String button);

    /// Replaces the text of the field of exactly this accessible name.
    void type(String field, String text);

    /// Presses a key of the keyboard, by its name in the UI Events specification (`Enter`, `Escape`, `m`).
    void key(String key);

    /// Calls a JavaScript function in the page, waits for its promise, and returns its result as JSON.
    ///
    /// @param function the source of a function of at most one parameter
    /// @param argument what it is called with; a string, number, boolean, list or map
    /// @throws BrowserException when it throws
    JsonNode evaluate(String function, Object argument);

    /// Calls a JavaScript function without arguments.
    default JsonNode evaluate(String function) {
        return evaluate(function, "");
    }

    /// Runs a script before any of the page's own, on each page that this window opens from now on.
    void beforeEachPage(String script);

    /// Does something and waits until the page offers a file then, and the browser has downloaded it.
    ///
    /// @return where it is while this window is open
    /// @throws BrowserException when it has not in time
    Path download(Runnable action, Duration patience);

    /// Writes what the window shows as PNG.
    void screenshot(Path file);

    /// The console of the page so far, and errors that nobody caught.
    List<ConsoleLine> console();

    @Override
    void close();

    /// A line of the page's console. `error`: an uncaught error or a line of level error.
    record ConsoleLine(boolean error, String text) {
    }
}
