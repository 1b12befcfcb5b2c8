package callbox.system.person;

import callbox.system.browser.ChromiumWindow;
import callbox.system.browser.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// One person in a call sends files to the other one, by the buttons of the page. The sender sits at a Chromium.
public final class FileExchange {

    private static final String FIELD = "input[type=file][data-send-files]";
    private static final String FIELD_FOR_THE_SAME = "input[type=file][data-provide-file]";
    private static final String COUNT = """
            () => {
              const { send } = RTCDataChannel.prototype;
              globalThis.bytesOnCarriers = 0;
              RTCDataChannel.prototype.send = function (message) {
                if (this.label === 'callbox.files') bytesOnCarriers += message.byteLength;
                return send.call(this, message);
              };
            }""";
    private static final String TRANSFERS = """
            ([state, count]) => document.querySelectorAll(`[data-transfer-state=${state}]`).length >= count""";

    private static final String PERCENT = "Number(document.querySelector('.file__bar')?.getAttribute('aria-valuenow'))";
    private static final String PROGRESS = "percent => " + PERCENT + " >= percent";
    private static final String SAYS = "sentence => document.querySelector('.file__status').textContent.includes(sentence)";
    /// A large part of a large file on a slow machine.
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Person sender;
    private final Person receiver;

    private FileExchange(Person sender, Person receiver) {
        this.sender = sender;
        this.receiver = receiver;
    }

    /// Opens the drawer at both, and counts from now on what the sender's page sends.
    public static FileExchange between(Person sender, Person receiver) {
        sender.presses("Open chat");
        receiver.presses("Open chat");
        return from(sender, receiver);
    }

    /// The other direction as well; the drawers are open.
    public static FileExchange from(Person sender, Person receiver) {
        sender.window().evaluate(COUNT);
        return new FileExchange(sender, receiver);
    }

    /// Picks files as in the browser's own dialog.
    public void offers(Path... files) {
        chromium(sender).chooseFiles(FIELD, files);
    }

    /// The sender's page is loaded again, and the drawer opened; what it sends is counted anew.
    public void senderReloads() {
        sender.reloads();
        sender.presses("Open chat");
        sender.window().evaluate(COUNT);
    }

    /// Chooses the file of a transfer once more, when the browser has forgotten it.
    public void offersAgain(Path file) {
        chromium(sender).chooseFiles(FIELD_FOR_THE_SAME, file);
    }

    public void accepts() {
        receiver.presses("Accept file");
    }

    /// Accepts, and waits for the browser's download of the saved file.
    public Path receives(Duration patience) {
        return receiver.window().download(this::accepts, patience);
    }

    /// Does something in the middle of a transfer, and waits for the browser's download of the saved file.
    public Path receivesAfter(Runnable middle, Duration patience) {
        return receiver.window().download(middle, patience);
    }

    /// Waits until both see so many transfers in a state.
    public void bothSee(int count, String state) {
        bothSee(count, state, state);
    }

    /// Waits until each sees so many transfers in a state that has two names.
    public void bothSee(int count, String atReceiver, String atSender) {
        sees(receiver, count, atReceiver);
        sees(sender, count, atSender);
    }

    /// Waits until so much of a file is at the receiver that both pages say it.
    public void bothSeeProgress(int percent) {
        for (Person person : List.of(sender, receiver)) {
            person.sees(percent + " % of a file", PROGRESS, percent, PATIENCE);
        }
    }

    /// Waits until each page says how its transfer stands.
    public void bothRead(String atReceiver, String atSender) {
        receiver.sees("\"" + atReceiver + "\"", SAYS, atReceiver);
        sender.sees("\"" + atSender + "\"", SAYS, atSender);
    }

    /// How much of a file the receiver's page says is there, in whole percent.
    public int percentReceived() {
        return receiver.looksAt(PERCENT).asInt();
    }

    private static void sees(Person person, int count, String state) {
        person.sees(count + " files " + state, TRANSFERS, List.of(state, count));
    }

    /// How many bytes the sender's page has given to its carriers.
    public long sentBytes() {
        return sender.looksAt("bytesOnCarriers").asLong();
    }

    private static ChromiumWindow chromium(Person person) {
        Window window = person.window();
        if (window instanceof ChromiumWindow chromium) {
            return chromium;
        }
        throw new IllegalArgumentException(person.name() + " sits at another browser");
    }
}
