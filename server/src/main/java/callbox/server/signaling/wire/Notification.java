package callbox.server.signaling.wire;

import callbox.call.CallId;
import callbox.call.UserId;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/// What the server tells a device unasked; the session numbers it.
public sealed interface Notification {
    String type();

    record PeopleChanged(List<PersonView> online, List<UserId> offline) implements Notification {
        @Override
        public String type() {
            return "people.changed";
        }
    }

    record CallState(CallView call) implements Notification {
        @Override
        public String type() {
            return "call.state";
        }
    }

    record CallSignalled(CallId call, UserId from, @JsonUnwrapped Signal signal) implements Notification {
        @Override
        public String type() {
            return "call.signal";
        }
    }

    record IceGranted(@JsonUnwrapped Reply.Ice ice) implements Notification {
        @Override
        public String type() {
            return "ice.servers";
        }
    }

    record HistoryAdded(HistoryView entry, int missed) implements Notification {
        @Override
        public String type() {
            return "history.added";
        }
    }

    record HistorySeen(int missed) implements Notification {
        @Override
        public String type() {
            return "history.seen";
        }
    }
}
