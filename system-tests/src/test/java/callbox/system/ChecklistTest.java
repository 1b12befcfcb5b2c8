package callbox.system;

import callbox.system.person.Person;
import org.junit.jupiter.api.RepeatedTest;

/// The checklist that people go through by hand, twenty times in a row: own picture, signaling connected, waiting for an answer, in call, remote
/// picture, remote sound, hang up and call again.
@BrowserTest
class ChecklistTest {

    private static final int TIMES = 20;

    @RepeatedTest(TIMES)
    void twoPeopleCallHangUpAndCallAgain(Stage stage) {
        Person ann = stage.chromium("Ann");
        Person bob = stage.chromium("Bob");

        ann.seesButton("Video call " + bob.name());
        bob.seesButton("Video call " + ann.name());
        call(ann, bob);
        ann.hangsUp();
        ann.seesEnd("hung-up");
        bob.seesEnd("hung-up");

        call(bob, ann);
        ann.hangsUp();
        bob.seesEnd("hung-up");
    }

    private static void call(Person caller, Person callee) {
        caller.videoCalls(callee);
        caller.seesCall("calling", "ringing");
        caller.seesOwnPicture();
        callee.seesCall("ringing");
        callee.accepts();
        caller.seesCall("active");
        callee.seesCall("active");
        caller.seesAndHears(1);
        callee.seesAndHears(1);
        callee.seesOwnPicture();
    }
}
