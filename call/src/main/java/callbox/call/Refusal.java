package callbox.call;

/// Why a command was refused; a refused command has changed nothing. The codes are the protocol's (docs/PROTOCOL.md, Calls and Links).
public enum Refusal {
    /// The sender has no name that a call could show.
    NAME_REQUIRED("name-required"),
    USER_NOT_FOUND("user-not-found"),
    SELF_CALL("self-call"),
    /// The sender is being called, or is in a call, that is not the one that the command is about.
    ALREADY_IN_CALL("already-in-call"),
    /// The chosen id belongs to a call that the sender did not place and is not in.
    CALL_ID_TAKEN("call-id-taken"),
    CALL_NOT_FOUND("call-not-found"),
    /// The call is over, for everybody or for the sender.
    CALL_ENDED("call-ended"),
    /// Another device of the user has joined.
    ANSWERED_ELSEWHERE("answered-elsewhere"),
    /// Another device of the user has taken the call since.
    MOVED_ELSEWHERE("moved-elsewhere"),
    /// The sender has nothing to accept or to decline in this call.
    NOT_INVITED("not-invited"),
    /// The sending device has not joined this call.
    NOT_IN_CALL("not-in-call"),
    /// The receiver of a signal is not, or no longer, in the call.
    PEER_NOT_IN_CALL("peer-not-in-call"),
    LINK_NOT_FOUND("link-not-found"),
    /// All places are taken; an invitation holds one.
    CALL_FULL("call-full");

    private final String code;

    Refusal(String code) {
        this.code = code;
    }

    /// The error code on the wire.
    public String code() {
        return code;
    }
}
