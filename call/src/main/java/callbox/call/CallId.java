package callbox.call;

/// Names a call. The device that places a call chooses its id, so that placing it twice is harmless.
///
/// @param value 1 to 64 characters of `[A-Za-z0-9_-]`; anything else throws `IllegalArgumentException`
public record CallId(String value) {
    public CallId {
        IdSyntax.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
