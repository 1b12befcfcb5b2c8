package callbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.system.browser.ChromiumWindow;
import callbox.system.browser.Devices;
import callbox.system.person.Person;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The chat between the people in a call, from device to device.
@BrowserTest
class ChatTest {

    /// What the page says to the server, and the control channels that it says the rest on.
    private static final String RECORD = """
            window.framesToServer = [];
            const send = WebSocket.prototype.send;
            WebSocket.prototype.send = function (frame) { framesToServer.push(frame); return send.call(this, frame); };
            window.channels = [];
            const create = RTCPeerConnection.prototype.createDataChannel;
            RTCPeerConnection.prototype.createDataChannel = function (...options) {
              const channel = create.apply(this, options);
              if (channel.label === 'callbox.control') channels.push(channel);
              return channel;
            };
            """;

    /// More than a person writes in a minute; what a flood may leave behind is far less (docs/PROTOCOL.md, Between peers).
    private static final int FLOOD = 10_000;
    private static final int MOST_OF_A_FLOOD = 500;

    @Test
    void twoPeopleWriteThroughAReloadAndTakeTheChatWithThem(Stage stage) {
        ChromiumWindow window = stage.newWindow(Devices.ALL);
        window.beforeEachPage(RECORD);
        Person ann = stage.seat("Ann", window).goesOnline(stage.server().address());
        Person bob = stage.chromium("Bob");
        ann.talksTo(bob);
        opensChat(ann);
        writes(ann, "<b>The plan</b>: https://example.org/plan?a=1&b=2, or javascript:alert(1)");
        seesDelivered(ann, 1);
        seesUnread(bob, 1);
        assertThat(ann.looksAt("framesToServer.some(frame => frame.includes('The plan'))").asBoolean()).isFalse();

        opensChat(bob);
        seesMessages(bob, "<b>The plan</b>: https://example.org/plan?a=1&b=2, or javascript:alert(1)");
        assertThat(bob.looksAt("[...document.querySelectorAll('.chat__text *')].map(each => each.outerHTML)").values())
                .extracting(each -> each.asString())
                .containsExactly("<a href=\"https://example.org/plan?a=1&amp;b=2\""
                        + " title=\"https://example.org/plan?a=1&amp;b=2\" target=\"_blank\""
                        + " rel=\"noopener noreferrer nofollow\">https://example.org/plan?a=1&amp;b=2</a>");
        seesUnread(bob, 0);
        writes(bob, "Got it");
        seesDelivered(bob, 1);

        bob.reloads();
        // While he is away: it arrives with the next connection.
        writes(ann, "Are you back?");
        opensChat(bob);
        seesMessages(bob, "<b>The plan</b>: https://example.org/plan?a=1&b=2, or javascript:alert(1)", "Got it",
                "Are you back?");
        seesDelivered(ann, 2);
        seesDelivered(bob, 1);

        ann.hangsUp();
        ann.seesEnd("hung-up");
        assertThat(window.download("Save chat")).contains(ann.name() + ": <b>The plan</b>",
                bob.name() + ": Got it", ann.name() + ": Are you back?").doesNotContain("did not reach");
    }

    @Test
    void amongThreeAMessageIsDeliveredWhenBothOthersHaveIt(Stage stage) {
        Person ann = stage.chromium("Ann");
        URI link = ann.makesLink();
        joinsWithoutCamera(ann, link);
        Person bob = joinsWithoutCamera(stage.seat("Bob", stage.newWindow(Devices.ALL)), link);
        Person cleo = joinsWithoutCamera(stage.seat("Cleo", stage.newWindow(Devices.ALL)), link);
        for (Person person : List.of(ann, bob, cleo)) {
            person.hears(2);
            opensChat(person);
        }
        writes(ann, "Shall we begin?");
        seesDelivered(ann, 1);
        seesMessages(bob, "Shall we begin?");
        seesMessages(cleo, "Shall we begin?");
        writes(cleo, "Yes");
        seesDelivered(cleo, 1);
        seesMessages(ann, "Shall we begin?", "Yes");
        seesMessages(bob, "Shall we begin?", "Yes");
    }

    @Test
    void floodAndNonsenseOfTheOtherSideHarmNeitherTheCallNorTheChat(Stage stage) {
        ChromiumWindow window = stage.newWindow(Devices.ALL);
        window.beforeEachPage(RECORD);
        Person mallory = stage.seat("Mallory", window).goesOnline(stage.server().address());
        Person ann = stage.chromium("Ann");
        mallory.talksTo(ann);
        mallory.sees("an open channel", "() => channels.at(-1)?.readyState === 'open'");
        window.evaluate("""
                count => {
                  const channel = channels.at(-1);
                  for (const frame of ['', '{', '[1]', '{"type":"chat.message"}', '{"type":"later"}', 'x'.repeat(100000)]) channel.send(frame);
                  channel.send(new Uint8Array(1000));
                  for (let i = 0; i < count; i++) channel.send(JSON.stringify({ type: 'chat.message', id: 'm_' + i, text: 'flood ' + i }));
                }""", FLOOD);
        opensChat(ann);
        mallory.sees("that all has left", "() => channels.at(-1).bufferedAmount === 0");
        ann.hears(1);
        writes(ann, "Stop it");
        seesDelivered(ann, 1);
        assertThat(ann.looksAt("document.querySelectorAll('.chat__text').length").asInt()).isBetween(2,
                MOST_OF_A_FLOOD);
        ann.seesCall("active");
    }

    @Test
    void chromiumAndFirefoxWriteToEachOther(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person fay = stage.firefox("Fay");
        ann.talksTo(fay);
        opensChat(ann);
        opensChat(fay);
        writes(ann, "Hello");
        seesMessages(fay, "Hello");
        writes(fay, "你好");
        seesMessages(ann, "Hello", "你好");
        seesDelivered(ann, 1);
        seesDelivered(fay, 1);
    }

    private static Person joinsWithoutCamera(Person person, URI link) {
        person.window().open(link);
        person.presses("Turn camera off");
        person.window().type("Your name", person.name());
        person.presses("Join");
        return person;
    }

    private static void opensChat(Person person) {
        person.presses("Open chat");
    }

    private static void writes(Person person, String text) {
        person.window().type("Message", text);
        person.presses("Send");
    }

    private static void seesMessages(Person person, String... texts) {
        person.sees("the messages " + List.of(texts), """
                texts => JSON.stringify([...document.querySelectorAll('.chat__text')].map(each => each.textContent))
                    === JSON.stringify(texts)""", List.of(texts));
    }

    private static void seesDelivered(Person person, int count) {
        person.sees(count + " delivered message(s), and none that is not", """
                count => document.querySelectorAll('[data-delivery="delivered"]').length === count
                    && document.querySelectorAll('[data-delivery]').length === count""", count);
    }

    private static void seesUnread(Person person, int count) {
        person.sees(count + " unread message(s)",
                "count => Number(document.querySelector('[data-unread]')?.dataset.unread ?? 0) === count", count);
    }
}
