package callbox.stun;

import java.util.Optional;

/// The family octet of an address attribute (RFC 8489 section 14.1, RFC 8656 section 18.6).
public enum AddressFamily {
    IPV4(0x01, 4),
    IPV6(0x02, 16);

    private final int code;
    private final int bytes;

    AddressFamily(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /// The octet on the wire.
    public int code() {
        return code;
    }

    /// The length of an address of this family.
    public int lengthBytes() {
        return bytes;
    }

    /// The family that the octet names, if it names one.
    public static Optional<AddressFamily> of(int code) {
        return switch (code) {
            case 0x01 -> Optional.of(IPV4);
            case 0x02 -> Optional.of(IPV6);
            default -> Optional.empty();
        };
    }
}
