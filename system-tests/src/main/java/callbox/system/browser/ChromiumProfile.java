package callbox.system.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A process of Chromium with one profile that is on the disk, as a person's is. The windows of a [Chromium] keep what a page stores in memory, files
/// included.
public final class ChromiumProfile implements AutoCloseable {

    private final Path folder;
    private final Playwright playwright;
    private final BrowserContext context;

    private ChromiumProfile(Path folder, Playwright playwright, BrowserContext context) {
        this.folder = folder;
        this.playwright = playwright;
        this.context = context;
    }

    /// Starts a browser process with a new profile.
    ///
    /// @param executable the browser or a wrapper that ends in it
    /// @param extraFlags Chromium's command-line switches; of two of the same name the later one counts
    public static ChromiumProfile start(Path executable, Devices devices, List<String> extraFlags) {
        Path folder = newFolder();
        Playwright playwright = Chromium.driver();
        try {
            var options = new BrowserType.LaunchPersistentContextOptions().setExecutablePath(executable)
                    .setIgnoreDefaultArgs(Chromium.UNWANTED_FLAGS).setArgs(Chromium.flags(devices, extraFlags))
                    .setLocale(WindowOptions.DESKTOP.locale()).setIgnoreHTTPSErrors(true)
                    .setViewportSize(WindowOptions.DESKTOP.width(), WindowOptions.DESKTOP.height());
            return new ChromiumProfile(folder, playwright,
                    playwright.chromium().launchPersistentContext(folder, options));
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    /// The window of this person: closing it ends the process.
    public ChromiumWindow window() {
        return new ChromiumWindow(context);
    }

    /// Ends the process and deletes the profile.
    @Override
    public void close() {
        context.close();
        playwright.close();
        DeletedFolder.delete(folder);
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("callbox-profile-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
