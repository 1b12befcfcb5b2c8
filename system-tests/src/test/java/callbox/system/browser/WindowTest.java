package callbox.system.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Both browsers do the same behind `Window`.
@Tag("browser")
class WindowTest {

    private static final String PAGE = """
            <!doctype html><title>t</title>
            <label>Your name <input value="old"></label>
            <button onclick="done.push(document.querySelector('input').value)" aria-label="Call Bob"><svg></svg></button>
            <button>Call Bobby</button>
            <script>var done = []; addEventListener('keydown', event => done.push(event.key)); var early = globalThis.early; console.error('oops');</script>
            """;

    private static final Browsers BROWSERS = new Browsers();
    private static HttpServer site;

    enum Kind {
        CHROMIUM, FIREFOX
    }

    @BeforeAll
    static void serve() throws IOException {
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", exchange -> {
            byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        site.start();
    }

    @AfterAll
    static void stop() {
        BROWSERS.close();
        site.stop(0);
    }

    @ParameterizedTest
    @EnumSource
    void actsByAccessibleNames(Kind kind) {
        try (Window window = open(kind)) {
            window.type("Your name", "Ann");
            window.press("Call Bob");
            assertThat(window.evaluate("() => done").valueStream().toList().getLast().asString()).isEqualTo("Ann");
        }
    }

    @ParameterizedTest
    @EnumSource
    void pressesKeys(Kind kind) {
        try (Window window = open(kind)) {
            window.key("Escape");
            window.key("m");
            assertThat(window.evaluate("() => done")).hasToString("[\"Escape\",\"m\"]");
        }
    }

    @ParameterizedTest
    @EnumSource
    void evaluatesWithJsonInAndOut(Kind kind) {
        try (Window window = open(kind)) {
            assertThat(window.evaluate("async ({n, words}) => [n + 1, ...words]", Map.of("n", 1, "words", List.of("a")))
                    .toString()).isEqualTo("[2,\"a\"]");
            assertThat(window.evaluate("() => undefined").isNull()).isTrue();
            assertThatThrownBy(() -> window.evaluate("() => { throw new Error('boo') }"))
                    .isInstanceOf(BrowserException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void runsScriptsBeforeThePageAndAfterEachReload(Kind kind) {
        try (Window window = newWindow(kind)) {
            window.beforeEachPage("globalThis.early = 'yes';");
            window.open(address());
            assertThat(window.evaluate("() => early").asString()).isEqualTo("yes");
            window.reload();
            assertThat(window.evaluate("() => early").asString()).isEqualTo("yes");
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsErrorsOfTheConsole(Kind kind) {
        try (Window window = open(kind)) {
            window.evaluate("() => new Promise(resolve => setTimeout(resolve))");
            assertThat(window.console()).contains(new Window.ConsoleLine(true, "oops"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsStorageOfWindowsApart(Kind kind) {
        try (Window one = open(kind); Window other = open(kind)) {
            one.evaluate("() => localStorage.setItem('who', 'Ann')");
            assertThat(other.evaluate("() => localStorage.getItem('who')").isNull()).isTrue();
        }
    }

    private static Window open(Kind kind) {
        Window window = newWindow(kind);
        window.open(address());
        return window;
    }

    private static Window newWindow(Kind kind) {
        return switch (kind) {
            case CHROMIUM -> BROWSERS.chromium(Devices.ALL, 0).newWindow();
            case FIREFOX -> BROWSERS.firefox().newWindow();
        };
    }

    private static URI address() {
        return URI.create("http://localhost:" + site.getAddress().getPort() + "/");
    }
}
