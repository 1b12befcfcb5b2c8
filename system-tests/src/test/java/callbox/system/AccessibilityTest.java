package callbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.system.browser.ChromiumWindow;
import callbox.system.browser.Devices;
import callbox.system.browser.WindowOptions;
import callbox.system.person.Person;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// axe-core finds no violation in any state of the page, on a desk and on a phone, by day and by night.
@BrowserTest
class AccessibilityTest {

    private static final String AXE = axe();

    static List<WindowOptions> looks() {
        return List.of(WindowOptions.DESKTOP, WindowOptions.DESKTOP.dark(), WindowOptions.PHONE,
                WindowOptions.PHONE.dark());
    }

    @ParameterizedTest
    @MethodSource("looks")
    void everyStateOfACall(WindowOptions look, Stage stage) {
        ChromiumWindow window = stage.browsers().chromium(Devices.ALL, 0).newWindow(look);
        window.beforeEachPage(AXE);
        Person ann = stage.seat("Ann", window);
        window.open(stage.server().address());
        check(ann, "welcome");
        ann.goesOnline(stage.server().address());
        ann.seesButton("New link");
        check(ann, "empty lobby");
        Person bob = stage.chromium("Bob");
        ann.seesButton("Call " + bob.name());
        URI link = ann.makesLink();
        check(ann, "lobby with people and a link");
        ann.videoCalls(bob);
        ann.seesCall("calling", "ringing");
        check(ann, "calling");
        bob.accepts();
        ann.seesAndHears(1);
        check(ann, "video call");
        ann.presses("Share screen");
        ann.seesButton("Stop sharing");
        check(ann, "sharing the screen");
        bob.hangsUp();
        ann.seesEnd("hung-up");
        check(ann, "ended");
        bob.audioCalls(ann);
        ann.seesCall("ringing");
        check(ann, "incoming call");
        ann.accepts();
        ann.hears(1);
        check(ann, "audio call");
        ann.hangsUp();
        ann.seesEnd("hung-up");
        ann.presses("Settings");
        check(ann, "settings");
        window.key("Escape");
        ann.presses("Diagnostics");
        check(ann, "diagnostics");
        window.key("Escape");
        window.key("?");
        check(ann, "help");
        window.open(link);
        ann.seesButton("Join");
        check(ann, "a link's page");
    }

    @Test
    void explanationOfAMediaFailure(Stage stage) {
        Person ann = stage.chromium("Ann");
        ChromiumWindow window = stage.newWindow(Devices.DENIED);
        window.beforeEachPage(AXE);
        Person bob = stage.at(window, "Bob");
        ann.videoCalls(bob);
        bob.accepts();
        bob.seesMediaProblem("denied");
        check(bob, "a denied camera");
    }

    private static void check(Person person, String state) {
        // Half-faded text has no contrast yet.
        person.sees("no animation on its way", """
                () => document.getAnimations().every(animation => animation.playState !== 'running'
                    || animation.effect.getTiming().iterations === Infinity)""");
        var violations = person.window().evaluate(
                """
                async () => (await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })).violations
                    .flatMap(violation => violation.nodes.map(node => violation.id + ': ' + node.target.join(' ') + ': ' + node.failureSummary))""");
        assertThat(violations.valueStream().map(violation -> violation.asString())).as(state).isEmpty();
    }

    private static String axe() {
        try (InputStream source = Objects.requireNonNull(AccessibilityTest.class.getResourceAsStream("/axe.min.js"))) {
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
