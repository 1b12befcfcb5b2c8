package callbox.call.simulation;

import static callbox.call.simulation.Invariants.require;

import callbox.call.CallEffect;
import callbox.call.CallReply;
import callbox.call.DeviceRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one command, or one thing that the server noticed, has done so far.
final class Delivery {
    private final @Nullable DeviceRef by;
    private final List<CallEffect> committed = new ArrayList<>();
    private final List<CallEffect> announced = new ArrayList<>();
    private int commits;

    /// @param by whose command it is; null when the server noticed something
    Delivery(@Nullable DeviceRef by) {
        this.by = by;
    }

    @Nullable
    DeviceRef by() {
        return by;
    }

    /// @param lost somebody was given up: where it is by a command, by another call than that one's
    void committed(List<CallEffect> effects, boolean lost) {
        if (!lost) {
            commits++;
        }
        committed.addAll(effects);
    }

    void announced(List<CallEffect> effects) {
        announced.addAll(effects);
        require(committed.size() >= announced.size(), "nothing is announced before it is committed");
    }

    void checkAnnounced() {
        require(announced.equals(committed), "what is committed is announced, once");
    }

    void checkCommand(CallReply reply) {
        checkAnnounced();
        switch (reply) {
            case CallReply.Refused _ -> require(commits == 0, "a refused command changes nothing");
            case CallReply.Done _ -> require(commits <= 1, "a command has one effect");
        }
    }
}
