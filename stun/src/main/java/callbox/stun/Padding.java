package callbox.stun;

/// Attribute values and stream frames end on four-byte boundaries (RFC 8489 section 14, RFC 8656 section 12.5).
final class Padding {
    private static final int BOUNDARY = 4;

    private Padding() {
    }

    static int padded(int length) {
        return (length + BOUNDARY - 1) & -BOUNDARY;
    }
}
