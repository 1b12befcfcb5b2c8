package callbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.system.browser.Chromium;
import callbox.system.browser.Devices;
import callbox.system.browser.Window;
import callbox.system.person.Person;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A camera or microphone cannot be had: it is said, with a way out, and the call goes on with what there is.
@BrowserTest
class MediaFailureTest {

    @Test
    void calleeWithoutCameraHearsAndSeesAndIsHeard(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person bob = stage.chromium("Bob", Devices.NO_CAMERA);
        ann.videoCalls(bob);
        bob.accepts();
        bob.seesAndHears(1);
        ann.hears(1);
        bob.seesMediaProblem("not-found");
    }

    @Test
    void calleeWithoutAnyDeviceStillReceives(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person bob = stage.chromium("Bob", Devices.NONE);
        ann.videoCalls(bob);
        bob.accepts();
        bob.seesAndHears(1);
        bob.seesMediaProblem("not-found");
    }

    @Test
    void callerWithoutAnyDeviceStillReceives(Stage stage) {
        Person ann = stage.chromium("Ann", Devices.NONE);
        Person bob = stage.chromium("Bob");
        ann.videoCalls(bob);
        bob.accepts();
        ann.seesAndHears(1);
        ann.seesMediaProblem("not-found");
    }

    @Test
    void refusedPermissionIsExplainedAndTheCallGoesOn(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person bob = stage.chromium("Bob", Devices.DENIED);
        ann.videoCalls(bob);
        bob.accepts();
        bob.seesAndHears(1);
        bob.seesMediaProblem("denied");
    }

    @ParameterizedTest
    @CsvSource({"NotReadableError, in-use", "OverconstrainedError, over-constrained", "AbortError, aborted"})
    void failureOfTheDeviceIsExplainedAndTheCallGoesOn(String error, String code, Stage stage) {
        Person ann = stage.chromium("Ann");
        Window window = stage.newWindow(Devices.ALL);
        window.beforeEachPage(
                "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('by the test', '" + error
                        + "') };");
        Person bob = stage.at(window, "Bob");
        ann.videoCalls(bob);
        bob.accepts();
        bob.seesAndHears(1);
        bob.seesMediaProblem(code);
    }

    @Test
    void retryTakesTheDeviceThatIsFreeAgain(Stage stage) {
        Person ann = stage.chromium("Ann");
        Window window = stage.newWindow(Devices.ALL);
        window.beforeEachPage("""
                const free = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
                globalThis.inUse = true;
                navigator.mediaDevices.getUserMedia = async (constraints) => {
                  if (globalThis.inUse) throw new DOMException('by the test', 'NotReadableError');
                  return free(constraints);
                };""");
        Person bob = stage.at(window, "Bob");
        ann.videoCalls(bob);
        bob.accepts();
        bob.seesMediaProblem("in-use");
        window.evaluate("() => { globalThis.inUse = false }");
        bob.presses("Try again");
        ann.seesAndHears(1);
    }

    /// As behind a proxy without TLS: only then does the server itself not lead the browser to https.
    @Test
    void pageWithoutEncryptionSaysSoShowsTheWayOutAndReceives(Stage stage) {
        URI insecure = URI.create("http://callbox.test:" + stage.server().port() + "/");
        Person ann = stage.chromium("Ann");
        try (var browser = Chromium.start(Chromium.EXECUTABLE, Devices.ALL,
                List.of("--host-resolver-rules=MAP callbox.test 127.0.0.1"))) {
            Person bob = stage.seat("Bob", browser.newWindow()).goesOnline(insecure);
            ann.videoCalls(bob);
            bob.accepts();
            bob.seesAndHears(1);
            bob.seesMediaProblem("insecure-page");
            bob.sees("the same page's https address", """
                    address => [...document.querySelectorAll('[data-media-error="insecure-page"] a')]
                        .some(link => link.href === address && link.textContent === 'Open by https')""",
                    insecure.toString().replace("http:", "https:"));
            ann.seesCall("active");
            bob.hangsUp();
            ann.seesEnd("hung-up");
            // What Chromium says of such a page by itself is no error of the page's.
            bob.window().console()
                    .removeIf(line -> line.text().startsWith("The Cross-Origin-Opener-Policy header has been ignored"));
            bob.hasSeenNoError();
            bob.window().open(insecure.resolve("https://" + insecure.getAuthority() + "/"));
            bob.sees("a page with devices", "() => isSecureContext && navigator.mediaDevices !== undefined");
        }
    }

    @Test
    void pageWithoutMediaDevicesSaysSoAndReceives(Stage stage) {
        Person ann = stage.chromium("Ann");
        Window window = stage.newWindow(Devices.ALL);
        window.beforeEachPage("Object.defineProperty(Navigator.prototype, 'mediaDevices', { value: undefined });");
        Person bob = stage.at(window, "Bob");
        ann.videoCalls(bob);
        bob.accepts();
        bob.seesAndHears(1);
        bob.seesMediaProblem("unsupported");
        assertThat(bob.looksAt("observed.callState()").asString()).isEqualTo("active");
    }
}
