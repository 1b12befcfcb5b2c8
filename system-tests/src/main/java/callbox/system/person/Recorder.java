package callbox.system.person;

import callbox.system.browser.BrowserException;
import callbox.system.browser.PageScript;
import java.time.Duration;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/// Records in a person's page when frames of the remote picture come to the screen, and how much of the remote sound is made up. `recorder.js` is
/// its half in the page; a reload begins a new recording.
public final class Recorder {

    private static final String SCRIPT = PageScript.beside(Recorder.class, "recorder.js");
    /// Seldom enough that looking takes nothing from the picture.
    private static final Duration GLANCE = Duration.ofMillis(250);

    private final Person person;

    /// Must be made before the person opens a page.
    public Recorder(Person person) {
        this.person = person;
        person.window().beforeEachPage(SCRIPT);
    }

    /// Forgets what was so far.
    public void begin() {
        person.looksAt("recorder.begin()");
    }

    public Recording recording() {
        JsonNode seen = person.looksAt("recorder.recording()");
        return new Recording(seen.path("frames").valueStream().map(JsonNode::asDouble).toList(),
                seen.path("sound").valueStream().map(Recorder::sound).toList(), seen.path("until").asDouble());
    }

    /// Waits until the picture has moved for so long without a freeze.
    ///
    /// @param sinceMs  what was before does not count, milliseconds since the epoch
    /// @param patience how long to wait for it
    /// @return what was recorded
    public Recording awaitSteady(double sinceMs, Duration time, Duration patience) {
        // The recording itself would be too long for a message.
        Awaitility.await(person.name() + " sees the picture move for " + time).atMost(patience).pollInterval(GLANCE)
                .pollInSameThread().ignoreExceptionsInstanceOf(BrowserException.class)
                .until(() -> recording().steadyMs(sinceMs) >= time.toMillis());
        return recording();
    }

    private static Recording.Sound sound(JsonNode moment) {
        return new Recording.Sound(moment.path(0).asDouble(), moment.path(1).asDouble(), moment.path(2).asDouble());
    }
}
