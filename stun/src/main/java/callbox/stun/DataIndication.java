package callbox.stun;

import java.nio.ByteBuffer;

/// A Data indication (RFC 8656 section 11.4) written around data that already lies in the buffer.
public final class DataIndication {
    /// A Data indication's first two bytes.
    private static final int MESSAGE_TYPE = 0x0017;
    private static final int ATTRIBUTE_HEADER_BYTES = 4;
    private static final int FAMILY_AND_PORT_BYTES = 4;

    private DataIndication() {
    }

    /// The bytes before the data: message header, XOR-PEER-ADDRESS, and the header of DATA.
    public static int headerBytes(AddressFamily family) {
        return StunMessage.HEADER_BYTES + ATTRIBUTE_HEADER_BYTES + FAMILY_AND_PORT_BYTES + family.lengthBytes()
                + ATTRIBUTE_HEADER_BYTES;
    }

    /// The whole message's length for this much data, padding included.
    public static int totalBytes(AddressFamily family, int dataBytes) {
        return headerBytes(family) + Padding.padded(dataBytes);
    }

    /// Writes everything but the data, which must stand at `position + headerBytes(family)` with room for three bytes of
    /// padding after it.
    ///
    /// @param peerHigh as in [IpAddress#high]
    /// @param peerLow as in [IpAddress#low]
    /// @param random becomes the transaction id
    public static void write(ByteBuffer buffer, int position, AddressFamily family, long peerHigh, long peerLow,
            int peerPort, int dataBytes, long random) {
        int data = position + headerBytes(family);
        int bodyBytes = totalBytes(family, dataBytes) - StunMessage.HEADER_BYTES;
        buffer.putShort(position, (short) MESSAGE_TYPE).putShort(position + 2, (short) bodyBytes);
        buffer.putInt(position + 4, StunMessage.MAGIC_COOKIE);
        buffer.putInt(position + 8, (int) (random >>> 17)).putLong(position + 12, random);
        int peer = position + StunMessage.HEADER_BYTES;
        buffer.putShort(peer, (short) AttributeType.XOR_PEER_ADDRESS);
        buffer.putShort(peer + 2, (short) (FAMILY_AND_PORT_BYTES + family.lengthBytes()));
        buffer.putShort(peer + 4, (short) family.code());
        buffer.putShort(peer + 6, (short) (peerPort ^ (StunMessage.MAGIC_COOKIE >>> 16)));
        if (family == AddressFamily.IPV4) {
            buffer.putInt(peer + 8, (int) peerLow ^ StunMessage.MAGIC_COOKIE);
        } else {
            buffer.putLong(peer + 8, peerHigh ^ buffer.getLong(position + 4));
            buffer.putLong(peer + 16, peerLow ^ buffer.getLong(position + 12));
        }
        buffer.putShort(data - 4, (short) AttributeType.DATA).putShort(data - 2, (short) dataBytes);
        for (int at = data + dataBytes; at < data + Padding.padded(dataBytes); at++) {
            buffer.put(at, (byte) 0);
        }
    }
}
