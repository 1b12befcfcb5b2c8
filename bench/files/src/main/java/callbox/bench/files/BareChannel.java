package callbox.bench.files;

import callbox.system.browser.ChromiumWindow;
import callbox.system.browser.PageScript;
import callbox.system.process.Pause;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A data channel between two pages with nothing of ours on it (`bare.js`): what a file is measured against.
final class BareChannel implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    private final ChromiumWindow sender;
    private final ChromiumWindow receiver;

    private BareChannel(ChromiumWindow sender, ChromiumWindow receiver) {
        this.sender = sender;
        this.receiver = receiver;
    }

    /// Opens a channel. The windows stay open when it closes.
    ///
    /// @param sender        a new window
    /// @param receiver      another one, perhaps of another process
    /// @param page          any page of a secure origin
    /// @param configuration an RTCConfiguration
    static BareChannel open(ChromiumWindow sender, ChromiumWindow receiver, URI page, JsonNode configuration) {
        for (ChromiumWindow window : List.of(sender, receiver)) {
            window.beforeEachPage(PageScript.beside(BareChannel.class, "bare.js"));
            window.open(page.resolve("/healthz"));
            window.evaluate("() => bare.allow()");
        }
        Object configurationMap = JSON.convertValue(configuration, Map.class);
        JsonNode offer = sender.evaluate("configuration => bare.offer(configuration)", configurationMap);
        JsonNode answer = receiver.evaluate("both => bare.answer(both)",
                List.of(configurationMap, JSON.convertValue(offer, Map.class)));
        sender.evaluate("answer => bare.accept(answer)", JSON.convertValue(answer, Map.class));
        var channel = new BareChannel(sender, receiver);
        channel.awaitAt(sender, "bare.isOpen()");
        channel.awaitAt(receiver, "bare.isOpen()");
        return channel;
    }

    /// Sends for some time, and waits until the buffer is empty.
    Progress send(int messageBytes, Duration time) {
        receiver.evaluate("() => bare.reset()");
        sender.evaluate("bytes => bare.send(bytes)", messageBytes);
        Pause.of(time);
        var progress = Progress.of(receiver.evaluate("() => bare.counts()"));
        sender.evaluate("() => bare.stop()");
        awaitAt(sender, "bare.isQuiet()");
        return progress;
    }

    @Override
    public void close() {
        sender.evaluate("() => bare.close()");
        receiver.evaluate("() => bare.close()");
    }

    private void awaitAt(ChromiumWindow window, String condition) {
        Awaitility.await(condition).atMost(PATIENCE).pollInSameThread()
                .until(() -> window.evaluate("() => " + condition).asBoolean());
    }
}
