package callbox.call;

/// Names a link; who knows it may join, so it is random (see [IdSource]).
///
/// @param value 1 to 64 characters of `[A-Za-z0-9_-]`; anything else throws `IllegalArgumentException`
public record LinkId(String value) {
    public LinkId {
        IdSyntax.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
