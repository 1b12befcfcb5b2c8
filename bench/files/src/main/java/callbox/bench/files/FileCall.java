package callbox.bench.files;

import callbox.system.browser.PageScript;
import callbox.system.person.FileExchange;
import callbox.system.person.Person;
import callbox.system.process.Pause;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;

/// Two people in a call of the real page, one of whom sends files.
final class FileCall {

    private final Person receiver;
    private final FileExchange files;

    private FileCall(Person receiver, FileExchange files) {
        this.receiver = receiver;
        this.files = files;
    }

    /// To be called before the receiver opens the page.
    static void watch(Person receiver) {
        receiver.window().beforeEachPage(PageScript.beside(FileCall.class, "exchange.js"));
    }

    /// Opens the drawers of two people who see and hear each other.
    static FileCall between(Person sender, Person receiver) {
        return new FileCall(receiver, FileExchange.between(sender, receiver));
    }

    /// Sends a file whole.
    ///
    /// @return what came from *Accept* to *Saved*, without what was sent twice
    Progress send(Path file) {
        accept(file);
        double saved = receiver.looksAt("exchange.saved()").asDouble();
        var moments = new ArrayList<>(Progress.of(receiver.looksAt("exchange.counts()")).moments());
        moments.removeIf(moment -> moment.atMs() >= saved);
        moments.add(new Progress.Moment(saved, file.toFile().length()));
        clear();
        return new Progress(moments);
    }

    /// Sends a file for some time, and cancels it.
    Progress send(Path file, Duration time) {
        accept(file);
        Pause.of(time);
        var progress = Progress.of(receiver.looksAt("exchange.counts()"));
        receiver.presses("Cancel transfer");
        files.bothSee(1, "cancelled");
        clear();
        return progress;
    }

    private void accept(Path file) {
        files.offers(file);
        receiver.seesButton("Accept file");
        receiver.looksAt("exchange.press('Accept file')");
    }

    private void clear() {
        receiver.sees("an empty list", "() => exchange.clear('Remove') === 0");
    }
}
