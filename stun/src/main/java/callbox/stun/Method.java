package callbox.stun;

import java.util.Optional;

/// The methods of RFC 8489 section 18.2, RFC 8656 section 17 and RFC 6062 section 6.1.
public enum Method {
    BINDING(0x001),
    ALLOCATE(0x003),
    REFRESH(0x004),
    SEND(0x006),
    DATA(0x007),
    CREATE_PERMISSION(0x008),
    CHANNEL_BIND(0x009),
    CONNECT(0x00A),
    CONNECTION_BIND(0x00B),
    CONNECTION_ATTEMPT(0x00C);

    private final int code;

    Method(int code) {
        this.code = code;
    }

    /// The method of a 14-bit message type, whose class bits are in between (RFC 8489 section 5, figure 3).
    static Optional<Method> ofType(int type) {
        int code = (type & 0x000F) | ((type >>> 1) & 0x0070) | ((type >>> 2) & 0x0F80);
        for (Method method : values()) {
            if (method.code == code) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }

    /// The method bits where they stand in a message type.
    int typeBits() {
        return (code & 0x000F) | ((code & 0x0070) << 1) | ((code & 0x0F80) << 2);
    }
}
