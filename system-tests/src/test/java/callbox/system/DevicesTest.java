package callbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.system.browser.ChromiumWindow;
import callbox.system.browser.Devices;
import callbox.system.person.Person;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Camera, microphone and screen while the call goes on.
@BrowserTest
class DevicesTest {

    /// One of the loudspeakers that Chromium pretends to have.
    private static final String SPEAKER = "Fake Audio Output 2";

    @Test
    void cameraOffSendsNoFramesFreesTheLightAndIsSaid(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person bob = inCall(stage, ann);
        ann.presses("Turn camera off");
        bob.sees("no picture", "() => observed.pictures().length === 0");
        ann.sees("the camera's light off", "() => observed.capturing('video') === 0");
        int frames = bob.looksAt("(await observed.framesDecoded())[0]").asInt();
        // A second of sound is the clock here: the beeps come once a second.
        bob.hears(1);
        assertThat(bob.looksAt("(await observed.framesDecoded())[0]").asInt()).isEqualTo(frames);
        ann.presses("Turn camera on");
        bob.seesAndHears(1);
    }

    @Test
    void muteIsSilentAndIsSaid(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person bob = inCall(stage, ann);
        ann.presses("Mute");
        bob.sees("that Ann is muted", "() => document.querySelector('[aria-label=\"Microphone off\"]') !== null");
        bob.seesPictures(1);
        ann.presses("Unmute");
        bob.sees("that Ann is not muted", "() => document.querySelector('[aria-label=\"Microphone off\"]') === null");
        bob.hears(1);
    }

    @Test
    void screenIsSharedBesideTheCameraAndStops(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person bob = inCall(stage, ann);
        ann.presses("Share screen");
        bob.sees("the screen",
                "() => [...document.querySelectorAll('video')].some(video => video.matches('[data-remote-screen]') && video.videoWidth > 0)");
        bob.sees("camera and screen",
                "async () => (await observed.framesDecoded()).filter(frames => frames > 0).length === 2");
        ann.presses("Stop sharing");
        bob.sees("no screen", "() => document.querySelector('[data-remote-screen]') === null");
        ann.seesButton("Share screen");
        bob.sees("the camera", "() => observed.pictures().length === 1");
    }

    @Test
    void cameraAndMicrophoneAreChangedInTheCall(Stage stage) {
        ChromiumWindow window = stage.newWindow(Devices.ALL);
        Person ann = stage.seat("Ann", window).goesOnline(stage.server().address());
        Person bob = inCall(stage, ann);
        ann.presses("Settings");
        window.choose("Camera", "fake_device_2");
        window.choose("Microphone", "Fake Audio Input 2");
        ann.sees("the other camera and microphone in use",
                "() => observed.label('video') === 'fake_device_2' && observed.label('audio') === 'Fake Audio Input 2'");
        window.key("Escape");
        bob.seesAndHears(1);
        assertThat(ann.looksAt("observed.capturing('video')").asInt()).isOne();
    }

    @Test
    void speakerThatIsChosenPlaysEverybodyAlsoWhoComesLater(Stage stage) {
        ChromiumWindow window = stage.newWindow(Devices.ALL);
        Person ann = stage.seat("Ann", window).goesOnline(stage.server().address());
        URI link = ann.makesLink();
        ann.joins(link);
        stage.seat("Bob", stage.newWindow(Devices.ALL)).joins(link);
        ann.hears(1);
        ann.presses("Settings");
        window.choose("Speaker", SPEAKER);
        window.key("Escape");
        seesAllSoundAt(ann, 1);
        stage.seat("Cleo", stage.newWindow(Devices.ALL)).joins(link);
        seesAllSoundAt(ann, 2);
        ann.hears(2);
    }

    @Test
    void cameraThatIsPulledOutIsReplaced(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person bob = inCall(stage, ann);
        ann.window().evaluate("() => observed.unplug('video')");
        ann.sees("a camera again", "() => observed.capturing('video') === 1");
        bob.seesAndHears(1);
    }

    private static void seesAllSoundAt(Person person, int others) {
        person.sees("the sound of %d at %s".formatted(others, SPEAKER), """
                async ([label, others]) => {
                  const speaker = (await navigator.mediaDevices.enumerateDevices())
                      .find(device => device.kind === 'audiooutput' && device.label === label);
                  const sounds = [...document.querySelectorAll('audio')];
                  return sounds.length === others
                      && sounds.every(sound => sound.sinkId === speaker.deviceId && !sound.paused && !sound.muted);
                }""", List.of(SPEAKER, others));
    }

    private static Person inCall(Stage stage, Person ann) {
        Person bob = stage.chromium("Bob");
        ann.videoCalls(bob);
        bob.accepts();
        bob.seesAndHears(1);
        ann.seesCall("active");
        return bob;
    }
}
