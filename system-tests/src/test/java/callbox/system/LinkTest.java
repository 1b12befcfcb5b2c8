package callbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.system.browser.Devices;
import callbox.system.person.Person;
import callbox.system.protocol.HeadlessDevice;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Calls by link.
@BrowserTest
class LinkTest {

    /// docs/PROTOCOL.md, Links.
    private static final int MAX_PARTICIPANTS = 6;

    @Test
    void threePeopleSeeAndHearEachOther(Stage stage) {
        Person ann = stage.chromium("Ann");
        URI link = ann.makesLink();
        ann.joins(link);
        Person bob = guest(stage, "Bob").joins(link);
        Person cleo = guest(stage, "Cleo").joins(link);
        for (Person person : List.of(ann, bob, cleo)) {
            person.seesAndHears(2);
        }
        bob.hangsUp();
        ann.seesAndHears(1);
        cleo.seesAndHears(1);
    }

    @Test
    void guestIsShownWhoIsInsideBeforeJoining(Stage stage) {
        Person ann = stage.chromium("Ann");
        URI link = ann.makesLink();
        ann.joins(link);
        ann.seesCall("active", "connecting");
        Person bob = guest(stage, "Bob");
        bob.window().open(link);
        bob.seesButton("Join");
        bob.sees("who is inside", "() => document.body.textContent.includes('Ann')");
        assertThat(bob.looksAt("observed.open().length").asInt()).isZero();
    }

    @Test
    void seventhIsToldThatTheCallIsFull(Stage stage) {
        Person ann = stage.chromium("Ann");
        URI link = ann.makesLink();
        var inside = new ArrayList<HeadlessDevice>();
        try {
            for (int i = 0; i < MAX_PARTICIPANTS; i++) {
                var device = HeadlessDevice.online(stage.server().address(), "Guest " + i, false);
                inside.add(device);
                assertThat(device.joinLink(linkId(link)).path("type").asString()).isEqualTo("result");
            }
            var seventh = HeadlessDevice.online(stage.server().address(), "Guest 7", false);
            inside.add(seventh);
            assertThat(seventh.joinLink(linkId(link)).path("code").asString()).isEqualTo("call-full");
            ann.window().open(link);
            ann.sees("that the call is full", "() => document.querySelector('h1')?.textContent === 'The call is full'");
        } finally {
            inside.forEach(HeadlessDevice::close);
        }
    }

    /// Thirty voices, and no cameras: two cores carry that, with time where they carry something else besides. Everybody is at the door before the
    /// first one goes in.
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void sixPeopleHearEachOtherAndTheSeventhIsToldThatItIsFull(Stage stage) {
        Person ann = withoutCamera(stage, "Ann").goesOnline(stage.server().address());
        URI link = ann.makesLink();
        var inside = new ArrayList<>(List.of(ann));
        for (String name : List.of("Bob", "Cleo", "Dan", "Eve", "Fay")) {
            inside.add(withoutCamera(stage, name));
        }
        for (Person person : inside) {
            person.window().open(link);
            person.window().type("Your name", person.name());
        }
        for (Person person : inside) {
            person.presses("Join");
            person.seesCall("active");
        }
        for (Person person : inside) {
            person.hears(MAX_PARTICIPANTS - 1);
        }
        Person seventh = guest(stage, "Gus");
        seventh.window().open(link);
        seventh.sees("that the call is full", "() => document.querySelector('h1')?.textContent === 'The call is full'");
    }

    @Test
    void linkThatLeadsNowhereSaysSo(Stage stage) {
        Person ann = stage.chromium("Ann");
        ann.window().open(stage.server().address().resolve("/l/AAAAAAAAAAAAAAAAAAAAAA"));
        ann.sees("that the link leads nowhere",
                "() => document.querySelector('h1')?.textContent === 'This link leads nowhere'");
    }

    private static Person guest(Stage stage, String name) {
        return stage.seat(name, stage.newWindow(Devices.ALL));
    }

    private static Person withoutCamera(Stage stage, String name) {
        return stage.seat(name, stage.newWindow(Devices.NO_CAMERA));
    }

    private static String linkId(URI link) {
        return Path.of(link.getPath()).getFileName().toString();
    }
}
