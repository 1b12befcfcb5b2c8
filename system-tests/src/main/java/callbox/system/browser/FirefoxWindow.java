package callbox.system.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A page of Firefox in a container of its own. Elements are found in the accessibility tree (WebDriver BiDi, `browsingContext.locateNodes`).
public final class FirefoxWindow implements Window {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Map<String, String> KEYS = Map.of("Enter", "\uE007", "Escape", "\uE00C");

    private final JsonMapper json = new JsonMapper();
    private final List<ConsoleLine> console = new CopyOnWriteArrayList<>();
    private final BidiConnection connection;
    private final String container;
    private final String page;

    FirefoxWindow(BidiConnection connection, String container, String page, Consumer<Consumer<JsonNode>> logListening) {
        this.connection = connection;
        this.container = container;
        this.page = page;
        logListening.accept(entry -> console
                .add(new ConsoleLine(entry.path("level").asString().equals("error"), entry.path("text").asString())));
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
        JsonNode node = locate("textbox", field);
        connection.send("script.callFunction",
                Map.of("functionDeclaration", "field => { field.focus(); field.select(); }", "awaitPromise", true,
                        "target", Map.of("context", page), "arguments",
                        List.of(Map.of("sharedId", node.path("sharedId").asString()))));
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
        JsonNode answer = connection.send("script.callFunction",
                Map.of("functionDeclaration", wrapped, "awaitPromise", true, "target",
                        Map.of("context", page), "arguments",
                        List.of(Map.of("type", "string", "value", json.writeValueAsString(argument)))));
        if (!answer.path("type").asString().equals("success")) {
            throw new BrowserException(function + ": " + answer.path("exceptionDetails").path("text").asString());
        }
        return json.readTree(answer.path("result").path("value").asString());
    }

    @Override
    public void beforeEachPage(String script) {
        connection.send("script.addPreloadScript",
                Map.of("functionDeclaration", "() => {" + script + "}", "contexts", List.of(page)));
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

    private void click(JsonNode node) {
        var element = Map.of("type", "element", "element", Map.of("sharedId", node.path("sharedId").asString()));
        perform("pointer", Map.of("parameters", Map.of("pointerType", "mouse")),
                List.of(Map.of("type", "pointerMove", "x", 0, "y", 0, "origin", element),
                        Map.of("type", "pointerDown", "button", 0), Map.of("type", "pointerUp", "button", 0)));
    }

    private void perform(String kind, Map<String, ?> more, List<Map<String, ?>> steps) {
        var source = new java.util.HashMap<String, Object>(Map.of("type", kind, "id", kind, "actions", steps));
        source.putAll(more);
        connection.send("input.performActions", Map.of("context", page, "actions", List.of(source)));
    }

    /// Waits for exactly one visible and enabled element of this role and name.
    private JsonNode locate(String role, String name) {
        return Awaitility.await(role + " \"" + name + "\"").atMost(TIMEOUT).until(() -> {
            JsonNode nodes = connection.send("browsingContext.locateNodes", Map.of("context", page, "locator",
                    Map.of("type", "accessibility", "value", Map.of("role", role, "name", name))));
            return nodes.path("nodes");
        }, nodes -> nodes.size() == 1 && !nodes.path(0).path("value").path("attributes").has("disabled")).path(0);
    }
}
