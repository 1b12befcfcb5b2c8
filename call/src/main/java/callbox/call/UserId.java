package callbox.call;

/// Names a person.
///
/// @param value 1 to 64 characters of `[A-Za-z0-9_-]`; anything else throws `IllegalArgumentException`
public record UserId(String value) {
    public UserId {
        IdSyntax.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
