package callbox.system.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A page of Firefox in a container of its own.
public final class FirefoxWindow implements Window {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Map<String, String> KEYS = Map.of("Enter", "\uE007", "Escape", "\uE00C");

    private static final String LOCATE = """
            async (elements, name, timeoutMs) => {
              const nameOf = element => (element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent).trim();
              const deadline = performance.now() + timeoutMs;
              while (performance.now() < deadline) {
                const found = [...document.querySelectorAll(elements)].filter(element =>
                    element.checkVisibility() && !element.disabled && nameOf(element) === name);
                if (found.length === 1) return found[0];
                await new Promise(resolve => setTimeout(resolve, 20));
              }
              throw new Error('waited for ' + name);
            }""";

    private final JsonMapper json = new JsonMapper();
    private final List<ConsoleLine> console = new CopyOnWriteArrayList<>();
    private final BidiConnection connection;
    private final String container;
    private final String page;
    private final BlockingQueue<JsonNode> endedDownloads;

    /// @param endedDownloads those of all windows of the browser (WebDriver BiDi, `browsingContext.downloadEnd`)
    FirefoxWindow(BidiConnection connection, String container, String page, Consumer<Consumer<JsonNode>> logListening,
            BlockingQueue<JsonNode> endedDownloads) {
        this.connection = connection;
        this.container = container;
        this.page = page;
        this.endedDownloads = endedDownloads;
        logListening.accept(entry -> console.add(lineOf(entry)));
        connection.send("browsingContext.setViewport",
                Map.of("context", page, "viewport", Map.of("width", 1440, "height", 900)));
    }

    @Override
    public void open(URI address) {
        connection.send("browsingContext.navigate",
                Map.of("context", page, "url", address.toString(), "wait", "complete"));
    }

    @Override
    public void reload() {
        connection.send("browsingContext.reload", Map.of("context", page, "wait", "complete"));
    }

    @Override
    public void press(String button) {
        click(locate("button", button));
    }

    @Override
    public void type(String field, String text) {
        call("field => { field.focus(); field.select(); }", locate("input, textarea", field));
        text.codePoints().forEach(point -> key(Character.toString(point)));
    }

    @Override
    public void key(String key) {
        String value = KEYS.getOrDefault(key, key);
        perform("key", Map.of(),
                List.of(Map.of("type", "keyDown", "value", value), Map.of("type", "keyUp", "value", value)));
    }

    @Override
    public JsonNode evaluate(String function, Object argument) {
        String wrapped = "async argument => JSON.stringify(await (" + function + ")(JSON.parse(argument)) ?? null)";
        return json.readTree(call(wrapped, json.writeValueAsString(argument)).path("value").asString());
    }

    @Override
    public void beforeEachPage(String script) {
        connection.send("script.addPreloadScript",
                Map.of("functionDeclaration", "() => {" + script + "}", "contexts", List.of(page)));
    }

    /// One window of the browser downloads at a time.
    @Override
    public Path download(Runnable action, Duration patience) {
        endedDownloads.clear();
        action.run();
        try {
            JsonNode ended = endedDownloads.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (ended == null || !ended.path("status").asString().equals("complete")) {
                throw new BrowserException("a download that is complete, but " + ended);
            }
            return Path.of(ended.path("filepath").asString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrowserException("interrupted", e);
        }
    }

    @Override
    public void screenshot(Path file) {
        JsonNode shot = connection.send("browsingContext.captureScreenshot", Map.of("context", page));
        try {
            Files.write(file, Base64.getDecoder().decode(shot.path("data").asString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<ConsoleLine> console() {
        return console;
    }

    @Override
    public void close() {
        connection.send("browser.removeUserContext", Map.of("userContext", container));
    }

    /// What begins with "WebRTC: " is advice of the browser's own (`log.Entry` has no other mark for it), not an error of the page.
    private static ConsoleLine lineOf(JsonNode entry) {
        String text = entry.path("text").asString();
        return new ConsoleLine(entry.path("level").asString().equals("error") && !text.startsWith("WebRTC: "), text);
    }

    private void click(JsonNode node) {
        var element = Map.of("type", "element", "element", Map.of("sharedId", node.path("sharedId").asString()));
        perform("pointer", Map.of("parameters", Map.of("pointerType", "mouse")),
                List.of(Map.of("type", "pointerMove", "x", 0, "y", 0, "origin", element),
                        Map.of("type", "pointerDown", "button", 0), Map.of("type", "pointerUp", "button", 0)));
    }

    private void perform(String kind, Map<String, ?> more, List<Map<String, ?>> steps) {
        var source = new HashMap<String, Object>(Map.of("type", kind, "id", kind, "actions", steps));
        source.putAll(more);
        connection.send("input.performActions", Map.of("context", page, "actions", List.of(source)));
    }

    /// Waits for exactly one visible and enabled element of this name. (Looking it up in the accessibility tree, as BiDi offers, takes seconds
    /// while a call is up; Chromium's windows do that.)
    private JsonNode locate(String elements, String name) {
        return call(LOCATE, elements, name, TIMEOUT.toMillis());
    }

    private JsonNode call(String function, Object... arguments) {
        JsonNode answer = connection.send("script.callFunction",
                Map.of("functionDeclaration", function, "awaitPromise", true, "target",
                        Map.of("context", page), "arguments", Stream.of(arguments).map(FirefoxWindow::value).toList()));
        if (!answer.path("type").asString().equals("success")) {
            throw new BrowserException(function + ": " + answer.path("exceptionDetails").path("text").asString());
        }
        return answer.path("result");
    }

    /// The protocol's way to write a value (W3C WebDriver BiDi, `script.LocalValue`).
    private static Map<String, ?> value(Object argument) {
        return switch (argument) {
            case JsonNode node -> Map.of("sharedId", node.path("sharedId").asString());
            case Number number -> Map.of("type", "number", "value", number);
            default -> Map.of("type", "string", "value", argument.toString());
        };
    }
}
