package callbox.system.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A page of Chromium in a browser context of its own.
public final class ChromiumWindow implements Window {

    /// A page that is loaded takes a second; on a machine with six busy browsers and something else to do, twenty.
    private static final double TIMEOUT_MS = 30_000;

    private final JsonMapper json = new JsonMapper();
    private final List<ConsoleLine> console = new CopyOnWriteArrayList<>();
    private final BrowserContext context;
    private final Page page;

    ChromiumWindow(BrowserContext context) {
        this.context = context;
        context.setDefaultTimeout(TIMEOUT_MS);
        this.page = context.newPage();
        page.onConsoleMessage(message -> console.add(new ConsoleLine(message.type().equals("error"), message.text())));
        page.onPageError(error -> console.add(new ConsoleLine(true, error)));
    }

    @Override
    public void open(URI address) {
        page.navigate(address.toString());
    }

    @Override
    public void reload() {
        page.reload();
    }

    @Override
    public void press(String button) {
        button(button).click();
    }

    @Override
    public void type(String field, String text) {
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(field).setExact(true)).fill(text);
    }

    @Override
    public void key(String key) {
        page.keyboard().press(key);
    }

    @Override
    public JsonNode evaluate(String function, Object argument) {
        try {
            Object result = page.evaluate(
                    "async argument => JSON.stringify(await (" + function + ")(JSON.parse(argument)) ?? null)",
                    json.writeValueAsString(argument));
            return json.readTree((String) result);
        } catch (PlaywrightException e) {
            throw new BrowserException(function, e);
        }
    }

    @Override
    public void beforeEachPage(String script) {
        page.addInitScript(script);
    }

    /// Another window of the same profile: the same person, another device. Closing either closes both.
    public ChromiumWindow another() {
        return new ChromiumWindow(context);
    }

    /// Lets the page's process crash, as a browser does that runs out of memory. The window shows nothing any more; `another` opens the next one.
    public void crash() {
        var crashed = new AtomicBoolean();
        page.onCrash(_ -> crashed.set(true));
        try {
            page.navigate("chrome://crash");
        } catch (PlaywrightException expected) {
            // It arrives nowhere.
        }
        context.waitForCondition(crashed::get);
    }

    /// Chooses an option of the list of exactly this accessible name.
    ///
    /// @param option its text
    public void choose(String list, String option) {
        page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(list).setExact(true))
                .selectOption(new SelectOption().setLabel(option));
    }

    /// Chooses files for the field that a CSS selector finds, as the browser's own dialog does.
    public void chooseFiles(String selector, Path... files) {
        page.setInputFiles(selector, files);
    }

    /// From now on nothing that the page offers is downloaded.
    public void refuseDownloads() {
        var deny = new JsonObject();
        deny.addProperty("behavior", "deny");
        context.newCDPSession(page).send("Page.setDownloadBehavior", deny);
    }

    /// Lets the browser keep no more than so much for the page that is open, as on a disk that is full, for as long as something runs.
    public void withRoomFor(long bytes, Runnable meanwhile) {
        String origin = URI.create(page.url()).resolve("/").toString();
        CDPSession devTools = context.newCDPSession(page);
        try {
            var quota = new JsonObject();
            quota.addProperty("origin", origin);
            quota.addProperty("quotaSize", bytes);
            devTools.send("Storage.overrideQuotaForOrigin", quota);
            meanwhile.run();
        } finally {
            // With the session its override ends.
            devTools.detach();
        }
    }

    /// Presses a button and returns the text of the file that the page offers then.
    public String download(String button) {
        Path file = page.waitForDownload(() -> press(button)).path();
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Path download(Runnable action, Duration patience) {
        return page.waitForDownload(new Page.WaitForDownloadOptions().setTimeout((double) patience.toMillis()), action)
                .path();
    }

    /// Does something and waits until a download that the page offers meanwhile has failed.
    ///
    /// @return the browser's word for it, or null where it did not fail
    public String failedDownload(Runnable action) {
        return page.waitForDownload(action).failure();
    }

    /// Does something, waits until the browser downloads what the page offers then, and has the person cancel that in the browser.
    public void cancelledDownload(Runnable action) {
        page.waitForDownload(action).cancel();
    }

    /// Cuts the page off from everything but its peers, as a lost network would, and lets it back.
    public void setOffline(boolean offline) {
        context.setOffline(offline);
    }

    /// What the page still holds after a garbage collection (Chrome DevTools Protocol: HeapProfiler, Runtime, Memory).
    public PageMemory memory() {
        CDPSession devTools = context.newCDPSession(page);
        try {
            // What one collection finds dead (a closed connection) may free more for the next.
            devTools.send("HeapProfiler.collectGarbage");
            devTools.send("HeapProfiler.collectGarbage");
            JsonObject counters = devTools.send("Memory.getDOMCounters");
            JsonObject heap = devTools.send("Runtime.getHeapUsage");
            return new PageMemory(heap.get("usedSize").getAsLong(), heap.get("backingStorageSize").getAsLong(),
                    counters.get("nodes").getAsInt(), counters.get("jsEventListeners").getAsInt());
        } finally {
            devTools.detach();
        }
    }

    @Override
    public void screenshot(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    @Override
    public List<ConsoleLine> console() {
        return console;
    }

    @Override
    public void close() {
        context.close();
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
