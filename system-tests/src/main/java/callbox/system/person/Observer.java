package callbox.system.person;

import callbox.system.browser.BrowserException;
import callbox.system.browser.PageScript;
import callbox.system.browser.Window;
import java.time.Duration;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/// Looks at a window until a condition holds. Conditions are JavaScript predicates; `observe.js` gives them `observed`.
final class Observer {

    /// Longer than anything takes on two slow cores, such as six people who come to hear each other (40 s); a test that waits so long has failed.
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration GLANCE = Duration.ofMillis(50);
    private static final String SCRIPT = PageScript.beside(Observer.class, "observe.js");

    private final String who;
    private final Window window;

    /// Must be made before the window opens its first page.
    Observer(String who, Window window) {
        this.who = who;
        this.window = window;
        window.beforeEachPage(SCRIPT);
    }

    /// Waits until a predicate holds.
    ///
    /// @param what      completes the sentence "Ann sees …"
    /// @param predicate a JavaScript function of one parameter
    void await(String what, String predicate, Object argument) {
        await(what, predicate, argument, PATIENCE);
    }

    void await(String what, String predicate, Object argument, Duration patience) {
        // A page that is just being loaded has no `observed` yet: that is an exception now and an answer soon.
        Awaitility.await(who + " sees " + what).atMost(patience).pollInterval(GLANCE).pollInSameThread()
                .ignoreExceptionsInstanceOf(BrowserException.class)
                .until(() -> window.evaluate(predicate, argument).asBoolean());
    }

    void await(String what, String predicate) {
        await(what, predicate, "");
    }

    JsonNode look(String expression) {
        return window.evaluate("async () => " + expression);
    }
}
