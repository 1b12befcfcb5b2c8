package callbox.system.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A process of Debian's Firefox ESR, driven over WebDriver BiDi, with a fake camera and a fake microphone.
public final class Firefox implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("WebDriver BiDi listening on (ws://\\S+)");

    /// Fake devices, nothing asked, no calls home; for one page there is a fifth of 200 MB to keep files in. The tests' relay is on the loopback interface, which Firefox else leaves out of ICE.
    private static final String PREFERENCES = """
            user_pref("media.navigator.streams.fake", true);
            user_pref("media.navigator.permission.disabled", true);
            user_pref("media.autoplay.default", 0);
            user_pref("media.peerconnection.ice.loopback", true);
            user_pref("media.gmp-manager.updateEnabled", false);
            user_pref("app.update.enabled", false);
            user_pref("datareporting.policy.dataSubmissionEnabled", false);
            user_pref("network.captive-portal-service.enabled", false);
            user_pref("network.connectivity-service.enabled", false);
            user_pref("dom.quotaManager.temporaryStorage.fixedLimit", 200000);
            user_pref("browser.download.folderList", 2);
            """;

    private static final String DOWNLOAD_END = "browsingContext.downloadEnd";

    private final Process process;
    private final Path profile;
    private final BidiConnection connection;
    private final Map<String, Consumer<JsonNode>> logListeners = new ConcurrentHashMap<>();
    private final BlockingQueue<JsonNode> endedDownloads = new LinkedBlockingQueue<>();

    private Firefox(Process process, Path profile, URI address) {
        this.process = process;
        this.profile = profile;
        this.connection = new BidiConnection(URI.create(address + "/session"), this::receive);
        connection.send("session.new",
                Map.of("capabilities", Map.of("alwaysMatch", Map.of("acceptInsecureCerts", true))));
        connection.send("session.subscribe", Map.of("events", List.of("log.entryAdded", DOWNLOAD_END)));
    }

    /// Starts a browser process.
    public static Firefox start() {
        return start(newProfile());
    }

    /// Starts a browser process that trusts a self-signed certificate wherever it meets it, as after its owner has installed it.
    ///
    /// @param certificate a PEM file
    public static Firefox startTrusting(Path certificate) {
        Path profile = newProfile();
        certutil("-N", "--empty-password", "-d", "sql:" + profile);
        // P: a trusted peer, the certificate itself being no authority.
        certutil("-A", "-n", "callbox", "-t", "P,,", "-i", certificate.toString(), "-d", "sql:" + profile);
        return start(profile);
    }

    private static Firefox start(Path profile) {
        try {
            Process process = new ProcessBuilder(Executables.find("firefox-esr").toString(), "--headless",
                    "--no-remote", "--profile", profile.toString(), "--remote-debugging-port", "0")
                    .redirectErrorStream(true).start();
            BufferedReader output = process.inputReader();
            URI address = addressIn(output);
            // The pipe must be read to its end, or the browser blocks on a full one.
            Thread.ofVirtual().name("firefox-output").start(() -> output.lines().forEach(line -> {
            }));
            return new Firefox(process, profile, address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A new window with a container of its own (cookies and storage), at 1440x900.
    public FirefoxWindow newWindow() {
        String container = connection.send("browser.createUserContext", Map.of()).path("userContext").asString();
        String page = connection.send("browsingContext.create", Map.of("type", "tab", "userContext", container))
                .path("context").asString();
        return new FirefoxWindow(connection, container, page, listener -> logListeners.put(page, listener),
                endedDownloads);
    }

    @Override
    public void close() {
        connection.send("browser.close", Map.of());
        connection.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            DeletedFolder.delete(profile);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void receive(String method, JsonNode parameters) {
        Consumer<JsonNode> listener = logListeners.get(parameters.path("source").path("context").asString());
        if (method.equals(DOWNLOAD_END)) {
            endedDownloads.add(parameters);
        } else if (method.equals("log.entryAdded") && listener != null) {
            listener.accept(parameters);
        }
    }

    private static Path newProfile() {
        try {
            Path profile = Files.createTempDirectory("callbox-firefox-");
            Path downloads = Files.createDirectory(profile.resolve("downloads"));
            Files.writeString(profile.resolve("user.js"),
                    PREFERENCES + "user_pref(\"browser.download.dir\", \"" + downloads + "\");\n");
            return profile;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void certutil(String... arguments) {
        var words = new ArrayList<>(List.of(Executables.find("certutil").toString()));
        words.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new BrowserException("certutil: " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrowserException("interrupted", e);
        }
    }

    private static URI addressIn(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher matcher = LISTENING.matcher(line);
            if (matcher.find()) {
                return URI.create(matcher.group(1));
            }
        }
        throw new BrowserException("Firefox ended before it listened");
    }
}
