package callbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.system.browser.ChromiumWindow;
import callbox.system.browser.Devices;
import callbox.system.person.Person;
import org.junit.jupiter.api.Test;

/// A person stays the same person.
@BrowserTest
class IdentityTest {

    private static final String OWN_ID = "observed.received.find(message => message.type === 'welcome').user.id";

    @Test
    void reloadIsTheSamePersonAndNeedsNoName(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");
        bob.seesButton("Call " + ann.name());
        String before = ann.looksAt(OWN_ID).asString();
        ann.reloads();
        ann.seesButton("Call " + bob.name());
        assertThat(ann.looksAt(OWN_ID).asString()).isEqualTo(before);
        bob.seesButtons("Call " + ann.name(), 1);
    }

    @Test
    void peopleOfOneNameAreDifferentPeople(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person first = stage.chromium("Bob");
        Person second = stage.chromium("Bob");
        ann.seesButtons("Call " + first.name(), 2);
        assertThat(first.looksAt(OWN_ID).asString()).isNotEqualTo(second.looksAt(OWN_ID).asString());
    }

    @Test
    void twoTabsOfOnePersonAreListedOnce(Stage stage) {
        ChromiumWindow window = stage.newWindow(Devices.ALL);
        Person ann = stage.seat("Ann", window).goesOnline(stage.server().address());
        Person again = stage.seat("Ann", window.another());
        again.window().open(stage.server().address());
        Person bob = stage.chromium("Bob");
        again.seesButton("Call " + bob.name());
        bob.seesButtons("Call " + ann.name(), 1);
        assertThat(again.looksAt(OWN_ID).asString()).isEqualTo(ann.looksAt(OWN_ID).asString());
    }

    @Test
    @OwnServer
    void identityAndHistoryOutliveTheServer(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");
        ann.audioCalls(bob);
        bob.declines();
        ann.seesEnd("declined");
        stage.server().stop();
        stage.server().startAgain();
        ann.reloads();
        ann.seesButton("Call back " + bob.name());
        ann.seesButton("Call " + bob.name());
        // The page said that the server could not be reached, as it should.
        ann.window().console().clear();
        bob.window().console().clear();
    }
}
