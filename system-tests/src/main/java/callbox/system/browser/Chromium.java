package callbox.system.browser;

import callbox.system.network.Namespace;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A process of Debian's Chromium, driven by Playwright over a pipe.
///
/// Playwright's own jar carries its driver script; the installed Node runs it, and nothing is downloaded.
public final class Chromium implements AutoCloseable {

    /// Where Debian's package puts the browser; a wrapper may stand in its place.
    public static final Path EXECUTABLE = Path.of("/usr/bin/chromium");

    private static final List<String> FLAGS = List.of("--headless=new",
            // The tests run as root in CI, where Chromium's sandbox refuses to start.
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync", "--autoplay-policy=no-user-gesture-required",
            // Windows of several persons share the machine; none of them is "in the background".
            "--disable-background-timer-throttling", "--disable-renderer-backgrounding",
            "--disable-backgrounding-occluded-windows");

    /// Playwright's own headless mode is another browser, and a muted one has no remote audio level.
    static final List<String> UNWANTED_FLAGS = List.of("--headless", "--mute-audio");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /// Starts a browser process.
    public static Chromium start(Devices devices) {
        return start(EXECUTABLE, devices, List.of());
    }

    /// Starts a browser process in a network namespace; the driver stays outside and talks to it over a pipe.
    public static Chromium startIn(Namespace namespace, Devices devices) {
        return startIn(namespace, devices, List.of());
    }

    /// Starts a browser process in a network namespace.
    ///
    /// @param extraFlags Chromium's command-line switches; of two of the same name the later one counts
    public static Chromium startIn(Namespace namespace, Devices devices, List<String> extraFlags) {
        return start(executableIn(namespace), devices, extraFlags);
    }

    /// A program that is the browser in a network namespace.
    public static Path executableIn(Namespace namespace) {
        try {
            Path wrapper = Files.createTempFile("callbox-chromium-", ".sh",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.writeString(wrapper,
                    "#!/bin/sh\nexec " + String.join(" ", namespace.command(EXECUTABLE.toString())) + " \"$@\"\n");
            wrapper.toFile().deleteOnExit();
            return wrapper;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts a browser process.
    ///
    /// @param executable the browser or a wrapper that ends in it
    /// @param extraFlags Chromium's command-line switches; of two of the same name the later one counts
    public static Chromium start(Path executable, Devices devices, List<String> extraFlags) {
        Playwright playwright = driver();
        try {
            Browser browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(executable)
                    .setIgnoreDefaultArgs(UNWANTED_FLAGS).setArgs(flags(devices, extraFlags)));
            return new Chromium(playwright, browser);
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    /// A new window with a profile of its own, in English, at 1440x900.
    public ChromiumWindow newWindow() {
        return newWindow(WindowOptions.DESKTOP);
    }

    /// A new window with a profile of its own.
    public ChromiumWindow newWindow(WindowOptions options) {
        return new ChromiumWindow(browser.newContext(new Browser.NewContextOptions().setLocale(options.locale())
                .setViewportSize(options.width(), options.height()).setColorScheme(options.colorScheme())
                .setIgnoreHTTPSErrors(true)));
    }

    static Playwright driver() {
        return Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_NODEJS_PATH", Executables.find("node").toString(),
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    static List<String> flags(Devices devices, List<String> extraFlags) {
        var flags = new ArrayList<>(FLAGS);
        flags.addAll(devices.flags());
        flags.addAll(extraFlags);
        return flags;
    }

    boolean isRunning() {
        return browser.isConnected();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
