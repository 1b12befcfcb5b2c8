package callbox.server.signaling.simulation;

import static callbox.call.simulation.Invariants.require;

import callbox.call.Call;
import callbox.call.DeviceId;
import callbox.call.InMemoryCallStore;
import callbox.call.Participant;
import callbox.call.ParticipantState.Joined;
import callbox.call.UserId;
import callbox.call.simulation.Invariants;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One truth: what the pages know is what is stored (docs/PROTOCOL.md, Calls and People).
final class Agreement {
    private final InMemoryCallStore calls;
    private final Invariants invariants;

    Agreement(InMemoryCallStore calls, Invariants invariants) {
        this.calls = calls;
        this.invariants = invariants;
    }

    /// @param device with a page
    void check(SimulatedDevice device) {
        Page page = device.page();
        if (page == null) {
            return;
        }
        require(page.settled(), () -> device + " is connected and has its answers; it waits for " + page.unanswered());
        UserId user = page.user();
        Call call = calls.liveCallOf(user).orElse(null);
        View view = page.knowledge().call();
        require(page.knowledge().live().size() <= 1, () -> device + " knows one call");
        require((call == null) == (view == null), () -> device + " knows " + view + ", stored is " + call);
        if (call != null && view != null) {
            require(view.call().equals(call.id().value()) && view.version() == call.version(),
                    () -> device + " knows " + view + ", stored is " + call);
            boolean here = call.participant(user).orElseThrow().joinedOn(new DeviceId(String.valueOf(device.id())));
            require(view.here() == here, () -> device + " knows whether it is in the call: " + view);
            require(!here || !view.call().equals(device.leftCall()), () -> device + " has hung up, and is out");
        }
        require(page.knowledge().missed() == calls.missed(user), () -> device + " has missed " + calls.missed(user)
                + ", and thinks " + page.knowledge().missed());
        require(invariants.missed(user) == calls.missed(user), "missed calls are counted");
    }

    /// Everybody who is in a call is there: no phone rings for somebody who is gone, nobody is busy for ever.
    void nobodyTalksToTheDead(List<SimulatedDevice> devices) {
        Set<String> there = new HashSet<>();
        Map<UserId, Boolean> online = new HashMap<>();
        for (SimulatedDevice device : devices) {
            if (device.page() != null) {
                there.add(String.valueOf(device.id()));
                UserId user = device.page().user();
                online.put(user, calls.liveCallOf(user).isPresent());
            }
        }
        for (Call call : calls.all()) {
            for (Participant participant : call.liveParticipants()) {
                require(participant.state() instanceof Joined joined && there.contains(joined.device().value())
                        && joined.awaySince() == null, () -> "everybody in a call is there: " + call);
            }
        }
        for (SimulatedDevice device : devices) {
            if (device.page() != null) {
                checkPeople(device.page(), online);
            }
        }
    }

    private static void checkPeople(Page page, Map<UserId, Boolean> online) {
        Map<String, Boolean> others = new HashMap<>();
        online.forEach((user, busy) -> {
            if (!user.equals(page.user())) {
                others.put(user.value(), busy);
            }
        });
        require(page.knowledge().people().equals(others),
                () -> page + " sees online " + page.knowledge().people() + ", there are " + others);
    }
}
