package callbox.system.trouble;

import callbox.system.browser.Window;
import callbox.system.network.Lab;
import callbox.system.person.Person;
import callbox.system.person.Recorder;
import java.time.Duration;

/// A call of Ann, at the left, and Bob, at the right, recorded at both sides.
public final class LabCall implements AutoCloseable {

    private final LabStage stage;
    private final Person ann;
    private final Person bob;
    private final Recorder atAnn;
    private final Recorder atBob;

    private LabCall(LabStage stage, Person ann, Person bob) {
        this.stage = stage;
        this.ann = ann;
        this.bob = bob;
        this.atAnn = new Recorder(ann);
        this.atBob = new Recorder(bob);
    }

    static LabCall begin(LabStage stage, Window left, Window right, String surname) {
        var call = new LabCall(stage, new Person("Ann" + surname, left), new Person("Bob" + surname, right));
        call.ann.goesOnline(stage.address());
        call.bob.goesOnline(stage.address());
        call.ann.meets(call.bob);
        return call;
    }

    public Person ann() {
        return ann;
    }

    public Person bob() {
        return bob;
    }

    /// What Ann sees and hears.
    public Recorder atAnn() {
        return atAnn;
    }

    /// What Bob sees and hears.
    public Recorder atBob() {
        return atBob;
    }

    Lab lab() {
        return stage.lab();
    }

    LabStage stage() {
        return stage;
    }

    /// Lets something happen. After an outage waits until both sides see the other one's picture move again.
    ///
    /// @param lasting  how long a bad link stays so
    /// @param steady   how long the picture must have moved, without a freeze, to be taken for back
    /// @param patience how long to wait for that
    public Passage passes(Trouble trouble, Duration lasting, Duration steady, Duration patience) {
        atAnn.begin();
        atBob.begin();
        double startMs = now();
        trouble.happensTo(this, lasting);
        double sinceMs = switch (trouble.kind()) {
            case OUTAGE -> now();
            case MOMENT, BAD_LINK -> startMs;
        };
        if (trouble.kind() != Trouble.Kind.BAD_LINK) {
            return new Passage(startMs, sinceMs, atAnn.awaitSteady(sinceMs, steady, patience),
                    atBob.awaitSteady(sinceMs, steady, patience));
        }
        var passage = new Passage(startMs, sinceMs, atAnn.recording(), atBob.recording());
        stage.mend();
        return passage;
    }

    /// Both are in the same call as ever, see and hear each other, and one hangs up.
    public void ends() {
        ann.seesCall("active");
        bob.seesCall("active");
        ann.seesAndHears(1);
        bob.seesAndHears(1);
        ann.hangsUp();
        bob.seesEnd("hung-up");
    }

    @Override
    public void close() {
        ann.close();
        bob.close();
    }

    private static double now() {
        return (double) System.currentTimeMillis();
    }
}
