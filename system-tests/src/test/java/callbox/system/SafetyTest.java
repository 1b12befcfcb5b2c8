package callbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.system.browser.Devices;
import callbox.system.browser.Window;
import callbox.system.person.Person;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What somebody with bad intentions may try from a browser.
@BrowserTest
class SafetyTest {

    @Test
    void markupInANameIsText(Stage stage) {
        String name = "<img src=x onerror=\"alert(1)\"><b>M";
        Person ann = stage.chromium("Ann");
        Person mallory = stage.chromium(name);
        ann.seesButton("Call " + mallory.name());
        mallory.videoCalls(ann);
        ann.seesCall("ringing");
        assertThat(ann.looksAt("document.querySelectorAll('img, bdi b').length").asInt()).isZero();
        assertThat(ann.looksAt("document.querySelector('dialog').textContent.includes('<b>M')").asBoolean()).isTrue();
    }

    @Test
    void messageOfAnUnknownTypeReachesNobody(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person mallory = stage.chromium("Mallory");
        ann.seesButton("Call " + mallory.name());
        mallory.window().evaluate("observed.send", Map.of("type", "<img src=x onerror=alert(1)>", "id", "bad"));
        mallory.sees("a refusal",
                "() => observed.received.some(message => message.id === 'bad' && message.code === 'unknown-type')");
        mallory.audioCalls(ann);
        ann.seesCall("ringing");
        assertThat(ann.looksAt("JSON.stringify(observed.received).includes('<img')").asBoolean()).isFalse();
    }

    @Test
    void strangerCannotHangUpOrSignalACallOfOthers(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");
        Person mallory = stage.chromium("Mallory");
        ann.videoCalls(bob);
        bob.accepts();
        ann.seesAndHears(1);
        String call = ann.looksAt("observed.lastCall()").asString();
        String victim = mallory.looksAt("observed.userId('%s')".formatted(ann.name())).asString();
        mallory.window().evaluate("observed.send", Map.of("type", "call.hang-up", "id", "forged", "call", call));
        mallory.window().evaluate("observed.send", Map.of("type", "call.signal", "id", "forged2", "call", call, "to",
                victim, "epoch", "e_1", "ready", true));
        mallory.sees("two refusals",
                "() => observed.received.filter(message => message.type === 'error' && message.id?.startsWith('forged')).length === 2");
        ann.seesAndHears(1);
        bob.seesAndHears(1);
    }

    @Test
    void pageOfAnotherOriginCannotConnect(Stage stage) throws IOException {
        HttpServer foreign = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        foreign.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        foreign.start();
        try (Window window = stage.newWindow(Devices.ALL)) {
            window.open(URI.create("http://localhost:" + foreign.getAddress().getPort() + "/"));
            String outcome = window.evaluate("""
                    address => new Promise(resolve => {
                      const socket = new WebSocket(address, 'callbox.v1');
                      socket.onopen = () => resolve('open');
                      socket.onerror = () => resolve('refused');
                    })""", "ws://localhost:" + stage.server().port() + "/ws").asString();
            assertThat(outcome).isEqualTo("refused");
        } finally {
            foreign.stop(0);
        }
    }

    @Test
    void pageAllowsNoInlineScriptAndNoScriptFromElsewhere(Stage stage) {
        Person ann = stage.chromium("Ann");
        boolean ran = ann.window().evaluate("""
                () => new Promise(resolve => {
                  const script = document.createElement('script');
                  script.textContent = 'globalThis.inlineRan = true';
                  document.head.append(script);
                  setTimeout(() => resolve(globalThis.inlineRan === true));
                })""").asBoolean();
        assertThat(ran).isFalse();
        assertThat(ann.window().console()).anyMatch(line -> line.text().contains("Content Security Policy"));
        ann.window().console().clear();
    }
}
