package callbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.system.browser.ChromiumWindow;
import callbox.system.browser.Devices;
import callbox.system.browser.PageMemory;
import callbox.system.person.FileExchange;
import callbox.system.person.Person;
import callbox.system.person.RandomFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Files from device to device (docs/adr/0011), with what the browser keeps on its disk and downloads. The system property `files.megabytes` makes the large
/// one larger.
@BrowserTest
class FilesTest {

    private static final int MEGABYTE = 1_000_000;
    private static final long LARGE = Integer.getInteger("files.megabytes", 200);
    /// Large enough to be interrupted.
    private static final long MIDDLING = LARGE / 2;
    /// What a page may hold more in the middle of a transfer: a window of chunks at both ends, and what waits for its carriers.
    private static final long MOST_MORE_BYTES = 40L * MEGABYTE;
    /// What is on its way, which the end of a page or a call loses.
    private static final int WINDOW_BYTES = (16 + 16) * 262_144;
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    /// A person who picks a place in the browser's dialog, which no test can press. The handle is one of File System Access as that of any file.
    private static final String PICKER = """
            const place = async () => (await navigator.storage.getDirectory()).getFileHandle('picked', { create: true });
            globalThis.showSaveFilePicker = options => {
              globalThis.suggestedName = options.suggestedName;
              return place();
            };
            globalThis.picked = async () => {
              const bytes = await (await (await place()).getFile()).arrayBuffer();
              return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).toHex();
            };
            """;

    /// A browser without File System Access, as most are.
    private static final String NO_PICKER = "delete globalThis.showSaveFilePicker;";

    /// A browser that takes its time between the press and the begin of a download, which the page begins in a frame.
    private static final String SLOW_TO_BEGIN = """
            const worker = navigator.serviceWorker;
            const register = worker.register.bind(worker);
            const begin = new Promise(resolve => { globalThis.beginDownload = resolve; });
            worker.register = async (...script) => {
              await begin;
              return register(...script);
            };
            globalThis.downloadHasBegun = false;
            new MutationObserver(changes => {
              const added = changes.flatMap(({ addedNodes }) => [...addedNodes]);
              if (added.some(({ localName }) => localName === 'iframe')) downloadHasBegun = true;
            }).observe(document, { subtree: true, childList: true });
            """;

    @TempDir
    Path folder;

    @Test
    @Timeout(600)
    void largeFileArrivesAsItWasSentWithFlatMemory(Stage stage) throws IOException {
        Person ann = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");
        ann.talksTo(bob);
        Path file = RandomFile.of(folder, LARGE * MEGABYTE);
        var files = FileExchange.between(ann, bob);
        arrivesWithFlatMemory(files, () -> files.offers(file), file, ann, bob);
        ann.seesCall("active");
        bob.hears(1);
        ann.hasSeenNoError();
        bob.hasSeenNoError();
    }

    @Test
    @Timeout(600)
    void fileGoesOnWhenItsSendersPageWasLoadedAgainAndItIsChosenOnceMore(Stage stage) throws IOException {
        Person ann = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");
        ann.talksTo(bob);
        Path file = RandomFile.of(folder, MIDDLING * MEGABYTE);
        Path other = RandomFile.of(folder, MEGABYTE);
        var files = FileExchange.between(ann, bob);
        files.offers(file);
        var missing = new AtomicLong();
        Path saved = files.receivesAfter(() -> {
            files.accepts();
            files.bothSeeProgress(25);
            files.senderReloads();
            files.bothRead("has to choose the file again", "Choose it once more");
            missing.set(MIDDLING * MEGABYTE * (100 - files.percentReceived()) / 100);
            files.offersAgain(other);
            files.bothRead("has to choose the file again", "This is another file");
            files.offersAgain(file);
        }, PATIENCE);
        assertThat(Files.mismatch(file, saved)).as("the first byte that differs").isEqualTo(-1);
        files.bothSee(1, "saved");
        assertSentOnce(files.sentBytes(), missing.get());
        bob.hears(1);
        ann.hasSeenNoError();
        bob.hasSeenNoError();
    }

    @Test
    @Timeout(600)
    void fileGoesOnInTheNextCallBetweenTheTwo(Stage stage) throws IOException {
        Person ann = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");
        ann.talksTo(bob);
        Path file = RandomFile.of(folder, MIDDLING * MEGABYTE);
        var files = FileExchange.between(ann, bob);
        files.offers(file);
        var atTheEnd = new AtomicLong();
        Path saved = files.receivesAfter(() -> {
            files.accepts();
            files.bothSeeProgress(25);
            ann.hangsUp();
            bob.seesEnd("hung-up");
            files.bothRead("Goes on in your next call", "Goes on in your next call");
            atTheEnd.set(files.sentBytes());
            bob.talksTo(ann);
        }, PATIENCE);
        assertThat(Files.mismatch(file, saved)).as("the first byte that differs").isEqualTo(-1);
        assertThat(atTheEnd.get()).as("bytes sent in the first call").isLessThan(Files.size(file));
        assertSentOnce(files.sentBytes(), Files.size(file));
        ann.hears(1);
        ann.hasSeenNoError();
        bob.hasSeenNoError();
    }

    @Test
    void severalGoBothWaysAtOnceAndOneIsPausedAndOneCancelled(Stage stage) throws IOException {
        Person ann = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");
        ann.talksTo(bob);
        var toBob = FileExchange.between(ann, bob);
        var toAnn = FileExchange.from(bob, ann);
        Path large = RandomFile.of(folder, 30 * MEGABYTE);
        Path small = RandomFile.of(folder, MEGABYTE);
        toBob.offers(large);
        toBob.accepts();
        toBob.bothSee(1, "receiving", "sending");
        bob.presses("Pause");
        toBob.bothSee(1, "paused");
        toAnn.offers(small);
        Path saved = toAnn.receives(PATIENCE);
        assertThat(Files.mismatch(small, saved)).isEqualTo(-1);
        bob.presses("Resume");
        toBob.bothSee(1, "receiving", "sending");
        ann.presses("Cancel transfer");
        toBob.bothSee(1, "cancelled");
        ann.seesCall("active");
        bob.hears(1);
    }

    @Test
    void fileForWhichTheBrowserHasNoRoomGoesToThePlaceThatIsPicked(Stage stage) throws Exception {
        Person ann = stage.chromium("Ann");
        ChromiumWindow window = stage.newWindow(Devices.ALL);
        Person bob = stage.seat("Bob", window);
        window.beforeEachPage(PICKER);
        bob.goesOnline(stage.server().address());
        ann.talksTo(bob);
        var files = FileExchange.between(ann, bob);
        Path file = RandomFile.of(folder, 30 * MEGABYTE);
        files.offers(file);
        window.withRoomFor(MEGABYTE, () -> {
            files.accepts();
            bob.sees("that he has to pick a place",
                    "() => document.body.textContent.includes('choose where to save it')");
        });
        files.accepts();
        files.bothSee(1, "saved");
        var sha256 = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        assertThat(bob.looksAt("picked()").asString()).as("SHA-256 of the picked file")
                .isEqualTo(HexFormat.of().formatHex(sha256));
        assertThat(bob.looksAt("suggestedName").asString()).isEqualTo(file.getFileName().toString());
        bob.hears(1);
        bob.hasSeenNoError();
    }

    @Test
    @Timeout(600)
    void fileForWhichThereIsNeitherRoomNorAPlaceGoesStraightToTheDownloadsWithFlatMemory(Stage stage)
            throws IOException {
        Person ann = stage.chromium("Ann");
        Person bob = withoutPicker(stage);
        ann.talksTo(bob);
        Path file = RandomFile.of(folder, MIDDLING * MEGABYTE);
        var files = FileExchange.between(ann, bob);
        arrivesWithFlatMemory(files, () -> offersWhatIsTooLarge(files, bob, file), file, ann, bob);
        bob.sees("where it is", "() => document.body.textContent.includes('Saved in your downloads')");
        bob.hears(1);
        ann.hasSeenNoError();
        bob.hasSeenNoError();
    }

    @Test
    @Timeout(600)
    void fileGoesStraightToTheDownloadsOfFirefoxWhichHasNoRoomForIt(Stage stage) throws IOException {
        Person ann = stage.chromium("Ann");
        Person fay = stage.firefox("Fay");
        ann.talksTo(fay);
        Path file = RandomFile.of(folder, 60 * MEGABYTE);
        var files = FileExchange.between(ann, fay);
        files.offers(file);
        fay.sees("where it will go",
                "() => document.body.textContent.includes('straight to your downloads')");
        Path saved = files.receives(PATIENCE);
        assertThat(Files.mismatch(file, saved)).as("the first byte that differs").isEqualTo(-1);
        files.bothSee(1, "saved");
        ann.hears(1);
        fay.hasSeenNoError();
    }

    @Test
    void transferAndItsDownloadEndTogether(Stage stage) throws IOException {
        Person ann = stage.chromium("Ann");
        Person bob = withoutPicker(stage);
        ann.talksTo(bob);
        Path file = RandomFile.of(folder, MIDDLING * MEGABYTE);
        var files = FileExchange.between(ann, bob);
        offersWhatIsTooLarge(files, bob, file);
        assertThat(chromium(bob).failedDownload(() -> {
            files.accepts();
            files.bothSeeProgress(5);
            ann.presses("Cancel transfer");
        })).as("how the download ended").isNotNull();
        files.bothSee(1, "cancelled");
        offersWhatIsTooLarge(files, bob, file);
        chromium(bob).cancelledDownload(files::accepts);
        files.bothSee(2, "cancelled");
        offersWhatIsTooLarge(files, bob, file);
        assertThat(chromium(bob).failedDownload(() -> {
            files.accepts();
            files.bothSee(1, "receiving", "sending");
            bob.reloads();
        })).as("how the download ended").isNotNull();
        bob.presses("Open chat");
        files.bothSee(1, "offered", "sending");
        ann.seesCall("active");
        bob.hears(1);
        bob.hasSeenNoError();
    }

    /// It is so short that the browser may never list it.
    @Test
    void downloadOfAnOfferThatIsWithdrawnBeforeItBeginsIsGivenUp(Stage stage) throws IOException {
        Person ann = stage.chromium("Ann");
        Person bob = withoutPicker(stage, SLOW_TO_BEGIN);
        ann.talksTo(bob);
        Path file = RandomFile.of(folder, 2 * MEGABYTE);
        var files = FileExchange.between(ann, bob);
        offersWhatIsTooLarge(files, bob, file);
        files.accepts();
        ann.presses("Cancel transfer");
        files.bothSee(1, "cancelled");
        bob.looksAt("beginDownload()");
        bob.sees("that the download has begun and is over",
                "() => downloadHasBegun && document.querySelector('iframe') === null");
        ann.seesCall("active");
        bob.hears(1);
        bob.hasSeenNoError();
    }

    private static Person withoutPicker(Stage stage) {
        return withoutPicker(stage, "");
    }

    private static Person withoutPicker(Stage stage, String script) {
        ChromiumWindow window = stage.newWindow(Devices.ALL);
        window.beforeEachPage(NO_PICKER + script);
        return stage.at(window, "Bob");
    }

    /// Offers a file until the other page knows that the browser has no room for it.
    private static void offersWhatIsTooLarge(FileExchange files, Person receiver, Path file) {
        files.offers(file);
        chromium(receiver).withRoomFor(MEGABYTE, () -> {
            files.accepts();
            receiver.sees("where it will go", "() => document.body.textContent.includes('straight to your downloads')");
        });
    }

    /// But for what was on its way when the page or the call went: docs/PROTOCOL.md, Files.
    private static void assertSentOnce(long sent, long toSend) {
        System.out.printf("%d bytes sent for %d%n", sent, toSend);
        assertThat(sent).as("bytes sent").isLessThan(toSend + toSend / 100 + WINDOW_BYTES);
    }

    private static void arrivesWithFlatMemory(FileExchange files, Runnable offer, Path file, Person ann, Person bob)
            throws IOException {
        PageMemory annsBefore = memory(ann);
        PageMemory bobsBefore = memory(bob);
        offer.run();
        Path saved = files.receivesAfter(() -> {
            files.accepts();
            files.bothSeeProgress(25);
            assertFlat(ann, annsBefore);
            assertFlat(bob, bobsBefore);
        }, PATIENCE);
        assertThat(Files.mismatch(file, saved)).as("the first byte that differs").isEqualTo(-1);
        files.bothSee(1, "saved");
        assertFlat(ann, annsBefore);
        assertFlat(bob, bobsBefore);
    }

    private static void assertFlat(Person person, PageMemory before) {
        PageMemory now = memory(person);
        System.out.printf("%s: %s -> %s%n", person.name(), before, now);
        assertThat(now.heapBytes() - before.heapBytes()).as("heap of " + person.name()).isLessThan(MOST_MORE_BYTES);
        assertThat(now.bufferBytes() - before.bufferBytes()).as("buffers of " + person.name())
                .isLessThan(MOST_MORE_BYTES);
    }

    private static PageMemory memory(Person person) {
        return chromium(person).memory();
    }

    private static ChromiumWindow chromium(Person person) {
        return (ChromiumWindow) person.window();
    }
}
