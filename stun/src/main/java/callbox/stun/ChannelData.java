package callbox.stun;

import java.nio.ByteBuffer;

/// ChannelData: four bytes of header before the application's data, read and written in place
/// (RFC 8656 section 12.4).
public final class ChannelData {
    public static final int HEADER_BYTES = 4;
    /// The first channel number (RFC 8656 section 12).
    public static final int MIN_CHANNEL = 0x4000;
    /// The last one of RFC 5766 section 11. RFC 8656 ends at 0x4FFF, to stay out of the way of protocols that a server might
    /// receive on the same port; this one receives none of those, and older clients (coturn's) pick from the whole range.
    public static final int MAX_CHANNEL = 0x7FFF;

    private ChannelData() {
    }

    public static boolean isChannel(int number) {
        return number >= MIN_CHANNEL && number <= MAX_CHANNEL;
    }

    /// The channel number of the message that begins at the absolute position.
    public static int channel(ByteBuffer buffer, int position) {
        return buffer.getShort(position) & 0xFFFF;
    }

    /// The length of the application's data.
    public static int lengthBytes(ByteBuffer buffer, int position) {
        return buffer.getShort(position + Short.BYTES) & 0xFFFF;
    }

    /// The length of the whole message on a stream, where messages are padded (RFC 8656 section 12.5).
    public static int paddedBytes(int lengthBytes) {
        return HEADER_BYTES + Padding.padded(lengthBytes);
    }

    /// Writes the header before data that already stands at `position + HEADER_BYTES`.
    public static void writeHeader(ByteBuffer buffer, int position, int channel, int lengthBytes) {
        buffer.putShort(position, (short) channel).putShort(position + Short.BYTES, (short) lengthBytes);
    }
}
