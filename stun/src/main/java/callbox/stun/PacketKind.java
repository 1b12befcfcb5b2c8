package callbox.stun;

/// What a packet on a TURN port is, by its first byte (RFC 5766 section 11, RFC 8656 section 12).
public enum PacketKind {
    /// 0 to 63: a STUN message begins with two zero bits.
    STUN,
    /// 64 to 127: the channel numbers 0x4000 to 0x7FFF; see [ChannelData#MAX_CHANNEL].
    CHANNEL_DATA,
    /// Nothing that a TURN server speaks.
    OTHER;

    private static final int STUN_END = 64;
    private static final int CHANNEL_DATA_END = 128;

    /// @param firstByte as it comes from a buffer, signed or not
    public static PacketKind of(int firstByte) {
        int value = firstByte & 0xFF;
        if (value < STUN_END) {
            return STUN;
        }
        return value < CHANNEL_DATA_END ? CHANNEL_DATA : OTHER;
    }
}
