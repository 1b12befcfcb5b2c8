package callbox.server.signaling.wire;

import java.util.Locale;

/// Error codes of every request (docs/PROTOCOL.md); those of calls are in [callbox.call.Refusal].
public enum ErrorCode {
    BAD_JSON,
    BAD_MESSAGE,
    UNKNOWN_TYPE,
    HELLO_REQUIRED,
    UNSUPPORTED_PROTOCOL,
    UNAUTHORIZED,
    NAME_REQUIRED,
    NAME_INVALID,
    RATE_LIMITED,
    INTERNAL;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
