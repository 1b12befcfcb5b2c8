package callbox.call;

/// Names a signed-in client that survives reconnects.
///
/// @param value 1 to 64 characters of `[A-Za-z0-9_-]`; anything else throws `IllegalArgumentException`
public record DeviceId(String value) {
    public DeviceId {
        IdSyntax.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
