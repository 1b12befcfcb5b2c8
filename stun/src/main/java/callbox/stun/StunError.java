package callbox.stun;

/// Error codes and their customary phrases: RFC 8489 section 18.4, RFC 8656 section 19, RFC 6062 section 6.3,
/// RFC 8016 section 5.
public enum StunError {
    BAD_REQUEST(400, "Bad Request"),
    UNAUTHENTICATED(401, "Unauthenticated"),
    FORBIDDEN(403, "Forbidden"),
    MOBILITY_FORBIDDEN(405, "Mobility Forbidden"),
    UNKNOWN_ATTRIBUTE(420, "Unknown Attribute"),
    ALLOCATION_MISMATCH(437, "Allocation Mismatch"),
    STALE_NONCE(438, "Stale Nonce"),
    ADDRESS_FAMILY_NOT_SUPPORTED(440, "Address Family not Supported"),
    WRONG_CREDENTIALS(441, "Wrong Credentials"),
    UNSUPPORTED_TRANSPORT_PROTOCOL(442, "Unsupported Transport Protocol"),
    PEER_ADDRESS_FAMILY_MISMATCH(443, "Peer Address Family Mismatch"),
    CONNECTION_ALREADY_EXISTS(446, "Connection Already Exists"),
    CONNECTION_TIMEOUT_OR_FAILURE(447, "Connection Timeout or Failure"),
    ALLOCATION_QUOTA_REACHED(486, "Allocation Quota Reached"),
    SERVER_ERROR(500, "Server Error"),
    INSUFFICIENT_CAPACITY(508, "Insufficient Capacity");

    private final int code;
    private final String phrase;

    StunError(int code, String phrase) {
        this.code = code;
        this.phrase = phrase;
    }

    public int code() {
        return code;
    }

    public String phrase() {
        return phrase;
    }

    /// The attribute that says so.
    public Attribute.ErrorCode toAttribute() {
        return new Attribute.ErrorCode(code, phrase);
    }
}
