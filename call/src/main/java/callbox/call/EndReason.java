package callbox.call;

/// Why a call, or somebody's part in it, ended. Closed: history, page and SDK know these words and no others (docs/PROTOCOL.md, Calls).
public enum EndReason {
    /// Somebody left an answered call.
    HUNG_UP("hung-up"),
    /// The callee said no; it counts for all of their devices.
    DECLINED("declined"),
    /// The callee was in another call, or was being called.
    BUSY("busy"),
    /// The ring timeout passed.
    NO_ANSWER("no-answer"),
    /// The caller hung up before anybody answered.
    CANCELLED("cancelled"),
    /// No device of the callee was online, or the ringing ones went and stayed away.
    UNREACHABLE("unreachable"),
    /// Another device of the user answered. A device ends its ring with it; no call and no participant does.
    ANSWERED_ELSEWHERE("answered-elsewhere"),
    /// The joined device went away and did not come back within the grace.
    LOST("lost"),
    /// The joined device gave up: it could not get the media through, or has none.
    FAILED("failed"),
    /// The call went on in another window or on another device. A device leaves with it; no call and no participant does.
    REPLACED("replaced");

    private final String word;

    EndReason(String word) {
        this.word = word;
    }

    /// The word for it on the wire and in the store.
    public String word() {
        return word;
    }
}
