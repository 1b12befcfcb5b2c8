package callbox.server.signaling;

/// Why the server closes a WebSocket: RFC 6455, section 7.4.1, and docs/PROTOCOL.md, Close codes.
public enum CloseCode {
    SERVER_STOPPING(1001, "server is stopping"),
    PROTOCOL_ERROR(1002, "not a WebSocket frame"),
    UNSUPPORTED_DATA(1003, "text frames only"),
    MESSAGE_TOO_BIG(1009, "frame over 64 KiB"),
    INTERNAL_ERROR(1011, "our fault"),
    NO_HELLO(4000, "no hello"),
    REPLACED(4001, "replaced by a newer connection"),
    UNAUTHORIZED(4002, "unauthorized"),
    PROTOCOL_BROKEN(4003, "protocol broken"),
    SILENT(4004, "nothing heard"),
    FLOODING(4008, "flooding"),
    TOO_SLOW(4009, "too slow");

    private final int number;
    private final String reason;

    CloseCode(int number, String reason) {
        this.number = number;
        this.reason = reason;
    }

    public int number() {
        return number;
    }

    public String reason() {
        return reason;
    }
}
