package callbox.stun;

import java.util.List;
import java.util.Optional;

/// A STUN message without its integrity and fingerprint, which belong to its bytes (RFC 8489 section 5).
///
/// @param attributes in the order of the wire; the decoder leaves out what must not be acted on
public record StunMessage(MessageClass messageClass, Method method, TransactionId transactionId,
        List<Attribute> attributes) {
    /// The fixed header: type, length, cookie, transaction id.
    public static final int HEADER_BYTES = 20;
    /// The second word of every message (RFC 8489 section 5).
    public static final int MAGIC_COOKIE = 0x2112A442;

    public StunMessage {
        attributes = List.copyOf(attributes);
    }

    /// The first attribute of a kind; later ones do not count (RFC 8489 section 14).
    public <T extends Attribute> Optional<T> find(Class<T> kind) {
        for (Attribute attribute : attributes) {
            if (kind.isInstance(attribute)) {
                return Optional.of(kind.cast(attribute));
            }
        }
        return Optional.empty();
    }

    /// Every attribute of a kind, for CreatePermission with its several peers (RFC 8656 section 10.1).
    public <T extends Attribute> List<T> findAll(Class<T> kind) {
        return attributes.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public boolean has(Class<? extends Attribute> kind) {
        return find(kind).isPresent();
    }

    /// The success response to this request.
    public StunMessage success(List<Attribute> answer) {
        return new StunMessage(MessageClass.SUCCESS, method, transactionId, answer);
    }

    /// The error response to this request.
    public StunMessage error(List<Attribute> answer) {
        return new StunMessage(MessageClass.ERROR, method, transactionId, answer);
    }

    /// The 14 bits on the wire.
    int type() {
        return messageClass.typeBits() | method.typeBits();
    }
}
