package callbox.call;

/// What a call was placed for. It says which devices open at accept, not what may be sent later.
public enum Media {
    AUDIO("audio"), VIDEO("video");

    private final String word;

    Media(String word) {
        this.word = word;
    }

    /// The word for it on the wire and in the store.
    public String word() {
        return word;
    }

    /// The one that opens less: a camera never goes live because two calls met.
    public Media lesser(Media other) {
        return this == AUDIO || other == AUDIO ? AUDIO : VIDEO;
    }
}
