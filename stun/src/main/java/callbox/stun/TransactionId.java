package callbox.stun;

import java.nio.ByteBuffer;

/// The 96 bits that pair a response with its request (RFC 8489 section 5).
public record TransactionId(int high, long low) {

    /// The id at an absolute position of a buffer in network order.
    static TransactionId read(ByteBuffer buffer, int position) {
        return new TransactionId(buffer.getInt(position), buffer.getLong(position + Integer.BYTES));
    }

    @Override
    public String toString() {
        return "%08x%016x".formatted(high, low);
    }
}
