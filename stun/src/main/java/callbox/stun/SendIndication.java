package callbox.stun;

import java.nio.ByteBuffer;

/// A Send indication (RFC 8656 section 11.2) read where it lies. Mutable and reused: one instance per thread holds the
/// last indication that [#read] accepted.
public final class SendIndication {
    /// A Send indication's first two bytes.
    public static final int MESSAGE_TYPE = 0x0016;

    private static final int ATTRIBUTE_HEADER_BYTES = 4;
    private static final int ADDRESS_OFFSET = ATTRIBUTE_HEADER_BYTES + 4;
    private static final int IPV4_VALUE_BYTES = 8;
    private static final int IPV6_VALUE_BYTES = 20;
    private static final int NONE = -1;

    private AddressFamily family = AddressFamily.IPV4;
    private long peerHigh;
    private long peerLow;
    private int peerPort;
    private int peerAt;
    private int dataAt;
    private int dataBytes;
    private boolean dontFragment;

    /// Whether the message at the absolute position is a Send indication by its type.
    public static boolean isAt(ByteBuffer buffer, int position) {
        return buffer.getShort(position) == MESSAGE_TYPE;
    }

    /// Reads the indication in `[position, position + length)`. False, with the fields undefined, if it is malformed,
    /// has no peer or no data, or has a comprehension-required attribute that does not belong to it: such indications
    /// are dropped (RFC 8656 section 11.2).
    public boolean read(ByteBuffer buffer, int position, int length) {
        if (length < StunMessage.HEADER_BYTES || buffer.getInt(position + 4) != StunMessage.MAGIC_COOKIE
                || (buffer.getShort(position + 2) & 0xFFFF) != length - StunMessage.HEADER_BYTES) {
            return false;
        }
        peerAt = NONE;
        dataAt = NONE;
        dontFragment = false;
        int end = position + length;
        int at = position + StunMessage.HEADER_BYTES;
        while (at + ATTRIBUTE_HEADER_BYTES <= end) {
            int valueBytes = buffer.getShort(at + 2) & 0xFFFF;
            int next = at + ATTRIBUTE_HEADER_BYTES + Padding.padded(valueBytes);
            if (next > end || !readAttribute(buffer, at, valueBytes)) {
                return false;
            }
            at = next;
        }
        return at == end && peerAt != NONE && dataAt != NONE && readPeer(buffer, position);
    }

    private boolean readAttribute(ByteBuffer buffer, int at, int valueBytes) {
        int type = buffer.getShort(at) & 0xFFFF;
        switch (type) {
            case AttributeType.XOR_PEER_ADDRESS -> {
                if (valueBytes != IPV4_VALUE_BYTES && valueBytes != IPV6_VALUE_BYTES) {
                    return false;
                }
                peerAt = peerAt == NONE ? at : peerAt;
            }
            case AttributeType.DATA -> {
                if (dataAt == NONE) {
                    dataAt = at + ATTRIBUTE_HEADER_BYTES;
                    dataBytes = valueBytes;
                }
            }
            case AttributeType.DONT_FRAGMENT -> dontFragment = true;
            default -> {
                return !AttributeType.isComprehensionRequired(type);
            }
        }
        return true;
    }

    private boolean readPeer(ByteBuffer buffer, int message) {
        int code = buffer.get(peerAt + ATTRIBUTE_HEADER_BYTES + 1);
        int valueBytes = buffer.getShort(peerAt + 2);
        peerPort = (buffer.getShort(peerAt + ATTRIBUTE_HEADER_BYTES + 2) ^ (StunMessage.MAGIC_COOKIE >>> 16)) & 0xFFFF;
        int value = peerAt + ADDRESS_OFFSET;
        if (code == AddressFamily.IPV4.code() && valueBytes == IPV4_VALUE_BYTES) {
            family = AddressFamily.IPV4;
            peerHigh = 0;
            peerLow = Integer.toUnsignedLong(buffer.getInt(value) ^ StunMessage.MAGIC_COOKIE);
            return true;
        }
        if (code != AddressFamily.IPV6.code() || valueBytes != IPV6_VALUE_BYTES) {
            return false;
        }
        family = AddressFamily.IPV6;
        // The mask is cookie and transaction id: the header's bytes 4 to 19.
        peerHigh = buffer.getLong(value) ^ buffer.getLong(message + 4);
        peerLow = buffer.getLong(value + 8) ^ buffer.getLong(message + 12);
        return true;
    }

    public AddressFamily family() {
        return family;
    }

    /// The peer's address as in [IpAddress#high].
    public long peerHigh() {
        return peerHigh;
    }

    /// The peer's address as in [IpAddress#low].
    public long peerLow() {
        return peerLow;
    }

    public int peerPort() {
        return peerPort;
    }

    /// The absolute position of the application's data.
    public int dataPosition() {
        return dataAt;
    }

    public int dataBytes() {
        return dataBytes;
    }

    /// Whether the datagram must leave with the DF bit (RFC 8656 section 11.2).
    public boolean dontFragment() {
        return dontFragment;
    }
}
