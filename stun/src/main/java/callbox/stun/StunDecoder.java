package callbox.stun;

import callbox.stun.AttributeReader.MalformedException;
import callbox.stun.Decoded.IntegrityMark;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Bytes to [StunMessage] (RFC 8489 sections 5, 6.3 and 14).
///
/// Values are read in place; DATA stays a view of the bytes. What follows MESSAGE-INTEGRITY is not acted on, save
/// MESSAGE-INTEGRITY-SHA256 and FINGERPRINT, and what follows MESSAGE-INTEGRITY-SHA256 save FINGERPRINT.
public final class StunDecoder {
    /// Enough for a client to see what we miss, few enough that a 420 answer stays about as small as its request.
    public static final int MAX_UNKNOWN_REPORTED = 8;

    private static final int LENGTH_OFFSET = 2;
    private static final int COOKIE_OFFSET = 4;
    private static final int ID_OFFSET = 8;
    private static final int ATTRIBUTE_HEADER_BYTES = 4;
    private static final int SHA256_MIN_BYTES = 16;

    private final ByteBuffer bytes;
    private final List<Attribute> attributes = new ArrayList<>();
    private final List<Integer> unknownRequired = new ArrayList<>();
    private final List<IntegrityMark> integrity = new ArrayList<>();
    private boolean fingerprinted;

    private StunDecoder(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /// Decodes exactly the remaining bytes; the buffer's position does not move.
    public static Decoded decode(ByteBuffer buffer) {
        try {
            return new StunDecoder(buffer.slice()).message();
        } catch (MalformedException e) {
            return new Decoded.Malformed(String.valueOf(e.getMessage()));
        }
    }

    private Decoded message() throws MalformedException {
        int size = bytes.remaining();
        if (size < StunMessage.HEADER_BYTES) {
            throw new MalformedException("shorter than a header");
        }
        int type = bytes.getShort(0) & 0xFFFF;
        int length = bytes.getShort(LENGTH_OFFSET) & 0xFFFF;
        if (type >>> 14 != 0 || bytes.getInt(COOKIE_OFFSET) != StunMessage.MAGIC_COOKIE) {
            throw new MalformedException("not STUN");
        }
        if (length % 4 != 0 || length != size - StunMessage.HEADER_BYTES) {
            throw new MalformedException("a length of " + length + " in " + size + " bytes");
        }
        Method method = Method.ofType(type).orElseThrow(() -> new MalformedException("an unknown method"));
        TransactionId id = TransactionId.read(bytes, ID_OFFSET);
        readAttributes(id);
        return new Decoded.Message(new StunMessage(MessageClass.ofType(type), method, id, attributes),
                List.copyOf(unknownRequired), List.copyOf(integrity), bytes);
    }

    private void readAttributes(TransactionId id) throws MalformedException {
        int position = StunMessage.HEADER_BYTES;
        while (position < bytes.limit()) {
            int type = bytes.getShort(position) & 0xFFFF;
            int length = bytes.getShort(position + Short.BYTES) & 0xFFFF;
            int end = position + ATTRIBUTE_HEADER_BYTES + Padding.padded(length);
            if (end > bytes.limit()) {
                throw new MalformedException("an attribute beyond the end");
            }
            if (fingerprinted) {
                throw new MalformedException("an attribute after FINGERPRINT");
            }
            readAttribute(type, position, length, id);
            position = end;
        }
    }

    private void readAttribute(int type, int position, int length, TransactionId id) throws MalformedException {
        switch (type) {
            case AttributeType.FINGERPRINT -> {
                if (length != Fingerprint.VALUE_BYTES || !Fingerprint.matches(bytes, position)) {
                    throw new MalformedException("a wrong FINGERPRINT");
                }
                fingerprinted = true;
            }
            case AttributeType.MESSAGE_INTEGRITY -> {
                if (length != IntegrityAlgorithm.SHA1.lengthBytes()) {
                    throw new MalformedException("a MESSAGE-INTEGRITY of " + length + " bytes");
                }
                if (integrity.isEmpty()) {
                    integrity.add(new IntegrityMark(IntegrityAlgorithm.SHA1, position, length));
                }
            }
            case AttributeType.MESSAGE_INTEGRITY_SHA256 -> {
                if (length < SHA256_MIN_BYTES || length > IntegrityAlgorithm.SHA256.lengthBytes() || length % 4 != 0) {
                    throw new MalformedException("a MESSAGE-INTEGRITY-SHA256 of " + length + " bytes");
                }
                if (integrity.stream().noneMatch(mark -> mark.algorithm() == IntegrityAlgorithm.SHA256)) {
                    integrity.add(new IntegrityMark(IntegrityAlgorithm.SHA256, position, length));
                }
            }
            default -> {
                if (integrity.isEmpty()) {
                    readValue(type, bytes.slice(position + ATTRIBUTE_HEADER_BYTES, length), id);
                }
            }
        }
    }

    private void readValue(int type, ByteBuffer value, TransactionId id) throws MalformedException {
        Optional<Attribute> attribute = AttributeReader.read(type, value, id);
        if (attribute.isPresent()) {
            attributes.add(attribute.get());
        } else if (AttributeType.isComprehensionRequired(type) && unknownRequired.size() < MAX_UNKNOWN_REPORTED) {
            unknownRequired.add(type);
        }
    }
}
