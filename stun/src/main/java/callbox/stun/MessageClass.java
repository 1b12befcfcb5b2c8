package callbox.stun;

/// What a message is in its transaction: bits C1 and C0 of the message type (RFC 8489 section 5).
public enum MessageClass {
    REQUEST(0x0000),
    INDICATION(0x0010),
    SUCCESS(0x0100),
    ERROR(0x0110);

    private static final int MASK = 0x0110;

    private final int typeBits;

    MessageClass(int typeBits) {
        this.typeBits = typeBits;
    }

    /// The class in a 14-bit message type.
    static MessageClass ofType(int type) {
        return switch (type & MASK) {
            case 0x0000 -> REQUEST;
            case 0x0010 -> INDICATION;
            case 0x0100 -> SUCCESS;
            default -> ERROR;
        };
    }

    /// The class bits where they stand in a message type.
    int typeBits() {
        return typeBits;
    }
}
