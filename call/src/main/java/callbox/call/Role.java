package callbox.call;

/// How somebody came into a call.
public enum Role {
    /// Placed the call.
    CALLER("caller"),
    /// Was invited by a participant.
    CALLEE("callee"),
    /// Came by the call's link.
    GUEST("guest");

    private final String word;

    Role(String word) {
        this.word = word;
    }

    /// The word for it on the wire and in the store.
    public String word() {
        return word;
    }
}
