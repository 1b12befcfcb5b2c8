package callbox.server.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.call.InMemoryCallStore;
import callbox.server.account.InMemoryUserStore;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A golden conversation (`protocol/golden/README.md`) between Ann's device and the server, with the server's part played by the real one: Ann's frames
/// and Bob's are sent as they are written, and each frame that Ann hears must be the one that is written next.
final class Conversation {
    private final JsonNode script;
    private final Words words;
    private final Stores stores;
    private final House house;
    private final TestDevice ann;
    private final TestDevice bob;

    Conversation(JsonNode script) {
        this.script = script;
        var calls = new InMemoryCallStore();
        stores = new Stores(calls, calls, calls, new InMemoryUserStore());
        house = new House(stores);
        bob = house.online("Bob");
        words = new Words(script);
        ann = house.add(new TestDevice(house, "Ann", words.sample("secret")));
        words.bind("$bob", bob.user());
    }

    void happens() {
        int number = 0;
        for (var step : script.get("steps")) {
            number++;
            for (var part : step.properties()) {
                try {
                    happens(part.getKey(), part.getValue());
                } catch (AssertionError e) {
                    throw new AssertionError("step " + number + " " + step, e);
                }
            }
        }
        ann.hearsNothing();
    }

    private void happens(String actor, JsonNode what) {
        switch (actor) {
            case "device" -> ann.says(words.spoken(what).toString());
            case "server", "unheard" -> words.hear(what, ann.next());
            case "bob" -> bobSays(what);
            case "passes" -> house.passes(Duration.ofMillis(what.intValue()));
            case "socket" -> socket(what.stringValue());
            case "closed" -> assertThat(ann.closed()).extracting(CloseCode::number).isEqualTo(what.intValue());
            case "process" -> process(what.stringValue());
            case "window" -> anotherWindow();
            // What happens in the page is told by what its device says.
            case "person", "media", "page", "lost" -> {
            }
            default -> throw new AssertionError("nobody is called " + actor);
        }
    }

    private void bobSays(JsonNode what) {
        var frame = words.spoken(what);
        var answer = bob.asks(frame.get("type").stringValue(), frame.properties().stream()
                .filter(field -> !field.getKey().equals("type"))
                .flatMap(field -> Stream.of(field.getKey(), field.getValue())).toArray());
        assertThat(answer.get("type").stringValue()).as("%s", answer).isEqualTo("result");
    }

    private void socket(String event) {
        switch (event) {
            case "opens" -> ann.connect();
            case "drops" -> ann.drop();
            case "dies" -> ann.isCut();
            default -> throw new AssertionError("a socket never " + event);
        }
    }

    /// Another page says that it is the same device.
    private void anotherWindow() {
        var window = ann.another();
        window.connect();
        window.sendHello(Map.of("name", "Ann", "listed", true, "device", words.known("$device")));
    }

    private void process(String event) {
        switch (event) {
            case "stops" -> {
                house.stop();
                // What the last process says of others while it stops depends on whom it tells first.
                ann.forgetAll();
            }
            case "is killed" -> house.isKilled();
            case "starts" -> {
                house.startsAgain(stores);
                bob.connect();
                bob.sendHello(Map.of("name", "Bob", "listed", true, "device", bob.device()));
            }
            default -> throw new AssertionError("a process never " + event);
        }
    }
}
