package callbox.stun;

/// The two ways to prove a message's integrity (RFC 8489 sections 14.5 and 14.6).
public enum IntegrityAlgorithm {
    SHA1("HmacSHA1", AttributeType.MESSAGE_INTEGRITY, 20),
    SHA256("HmacSHA256", AttributeType.MESSAGE_INTEGRITY_SHA256, 32);

    private final String mac;
    private final int attributeType;
    private final int length;

    IntegrityAlgorithm(String mac, int attributeType, int length) {
        this.mac = mac;
        this.attributeType = attributeType;
        this.length = length;
    }

    /// The HMAC's name in the JDK.
    String macName() {
        return mac;
    }

    int attributeType() {
        return attributeType;
    }

    /// The length of a full value.
    public int lengthBytes() {
        return length;
    }
}
