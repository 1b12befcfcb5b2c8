package callbox.server.signaling.simulation;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// A call as a page was shown it (docs/PROTOCOL.md, Calls).
///
/// @param state `you.state`
/// @param json the whole
record View(String call, long version, boolean ended, String state, boolean here, JsonNode json) {

    static View of(JsonNode json) {
        JsonNode you = json.get("you");
        return new View(json.get("id").stringValue(), json.get("version").longValue(), !json.get("endedAt").isNull(),
                you.get("state").stringValue(), you.get("here").booleanValue(), json);
    }

    /// The person is invited, ringing or joined.
    boolean live() {
        return !ended && !state.equals("left");
    }

    boolean waiting() {
        return state.equals("invited") || state.equals("ringing");
    }

    boolean ring() {
        return live() && waiting();
    }

    boolean talksHere() {
        return live() && here;
    }

    boolean talksElsewhere() {
        return live() && state.equals("joined") && !here;
    }

    /// The user ids of the others who are invited, ringing or joined.
    List<String> others() {
        String self = json.at("/you/user").stringValue();
        return json.get("participants").valueStream()
                .filter(participant -> !participant.get("state").stringValue().equals("left"))
                .map(participant -> participant.at("/user/id").stringValue())
                .filter(user -> !user.equals(self))
                .toList();
    }

    /// Whether that user's device in the call has no connection.
    boolean away(String user) {
        return json.get("participants").valueStream()
                .anyMatch(it -> it.at("/user/id").stringValue().equals(user) && !it.get("awaySince").isNull());
    }
}
