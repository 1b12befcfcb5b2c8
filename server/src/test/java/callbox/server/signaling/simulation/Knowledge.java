package callbox.server.signaling.simulation;

import static callbox.call.simulation.Invariants.require;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a page has been told, put together as docs/PROTOCOL.md says.
final class Knowledge {
    private final Map<String, View> newest = new HashMap<>();
    private final Map<String, View> live = new TreeMap<>();
    private final Map<String, Boolean> busyByPerson = new TreeMap<>();
    private final Map<String, Integer> lastSignal = new HashMap<>(); // by page
    private long missed;

    /// A session that is not the continuation of the last one begins with all of it.
    void snapshot(JsonNode welcome) {
        live.clear();
        busyByPerson.clear();
        welcome.get("people").forEach(this::online);
        missed = welcome.get("missed").longValue();
        JsonNode call = welcome.get("call");
        if (!call.isNull()) {
            View view = View.of(call);
            View known = newest.get(view.call());
            require(known == null || known.version() <= view.version(), "a snapshot is not older than what was told");
            take(view);
        }
    }

    /// @return whether the view is news
    boolean view(JsonNode call) {
        View view = View.of(call);
        View known = newest.get(view.call());
        if (known != null && known.version() > view.version()) {
            return false;
        }
        require(known == null || known.version() < view.version() || known.json().equals(view.json()),
                "one version is one view");
        take(view);
        return true;
    }

    private void take(View view) {
        newest.put(view.call(), view);
        if (view.live()) {
            live.put(view.call(), view);
        } else {
            live.remove(view.call());
        }
    }

    /// @param epoch of [Page#nextEpoch]
    void signal(String epoch) {
        int end = epoch.lastIndexOf('-');
        int number = Integer.parseInt(epoch, end + 1, epoch.length(), 10);
        Integer before = lastSignal.put(epoch.substring(0, end), number);
        require(before == null || before < number, () -> "signals arrive once and in order: " + epoch);
    }

    void people(JsonNode change) {
        change.get("online").forEach(this::online);
        change.get("offline").forEach(user -> busyByPerson.remove(user.stringValue()));
    }

    private void online(JsonNode person) {
        busyByPerson.put(person.get("id").stringValue(), person.get("busy").booleanValue());
    }

    void missed(long count) {
        missed = count;
    }

    long missed() {
        return missed;
    }

    /// Who is online, and whether they are busy.
    Map<String, Boolean> people() {
        return busyByPerson;
    }

    Collection<View> live() {
        return live.values();
    }

    /// The call of this page's person, as far as the page knows.
    @Nullable
    View call() {
        return live.isEmpty() ? null : live.values().iterator().next();
    }
}
