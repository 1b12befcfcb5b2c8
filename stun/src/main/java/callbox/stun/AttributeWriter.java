package callbox.stun;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/// Attribute values to bytes.
final class AttributeWriter {
    private static final byte[] NO_PADDING = new byte[4];

    private AttributeWriter() {
    }

    /// Appends type, length, value and padding at the buffer's position.
    ///
    /// @throws java.nio.BufferOverflowException if the buffer is too small
    static void write(ByteBuffer out, Attribute attribute, TransactionId id) {
        int start = out.position();
        out.putInt(0);
        int type = writeValue(out, attribute, id);
        int length = out.position() - start - Integer.BYTES;
        out.putShort(start, (short) type).putShort(start + Short.BYTES, (short) length);
        out.put(NO_PADDING, 0, Padding.padded(length) - length);
    }

    private static int writeValue(ByteBuffer out, Attribute attribute, TransactionId id) {
        return switch (attribute) {
            case Attribute.MappedAddress a -> address(out, a.address(), 0, 0, 0, AttributeType.MAPPED_ADDRESS);
            case Attribute.XorMappedAddress a -> xorAddress(out, a.address(), id, AttributeType.XOR_MAPPED_ADDRESS);
            case Attribute.XorPeerAddress a -> xorAddress(out, a.address(), id, AttributeType.XOR_PEER_ADDRESS);
            case Attribute.XorRelayedAddress a -> xorAddress(out, a.address(), id, AttributeType.XOR_RELAYED_ADDRESS);
            case Attribute.Username a -> text(out, a.value(), AttributeType.USERNAME);
            case Attribute.UserHashed a -> bytes(out, a.value().toBytes(), AttributeType.USERHASH);
            case Attribute.Realm a -> text(out, a.value(), AttributeType.REALM);
            case Attribute.Nonce a -> text(out, a.value(), AttributeType.NONCE);
            case Attribute.Software a -> text(out, a.description(), AttributeType.SOFTWARE);
            case Attribute.PasswordAlgorithms a -> {
                a.values().forEach(algorithm -> out.putInt(algorithm.number() << 16));
                yield AttributeType.PASSWORD_ALGORITHMS;
            }
            case Attribute.ChosenPasswordAlgorithm a -> {
                out.putInt(a.value().map(PasswordAlgorithm::number).orElse(0) << 16);
                yield AttributeType.PASSWORD_ALGORITHM;
            }
            case Attribute.ErrorCode a -> {
                out.putShort((short) 0);
                yield error(out, a.code(), a.reason(), AttributeType.ERROR_CODE);
            }
            case Attribute.AddressErrorCode a -> {
                out.put((byte) a.family().code()).put((byte) 0);
                yield error(out, a.code(), a.reason(), AttributeType.ADDRESS_ERROR_CODE);
            }
            case Attribute.UnknownAttributes a -> {
                a.types().forEach(type -> out.putShort(type.shortValue()));
                yield AttributeType.UNKNOWN_ATTRIBUTES;
            }
            case Attribute.ChannelNumber a -> word(out, a.number() << 16, AttributeType.CHANNEL_NUMBER);
            case Attribute.Lifetime a -> word(out, (int) a.seconds(), AttributeType.LIFETIME);
            case Attribute.Data a -> {
                out.put(a.bytes().duplicate());
                yield AttributeType.DATA;
            }
            case Attribute.RequestedAddressFamily a ->
                word(out, a.family().map(AddressFamily::code).orElse(0) << 24, AttributeType.REQUESTED_ADDRESS_FAMILY);
            case Attribute.AdditionalAddressFamily a ->
                word(out, a.family().map(AddressFamily::code).orElse(0) << 24, AttributeType.ADDITIONAL_ADDRESS_FAMILY);
            case Attribute.EvenPort a -> {
                out.put((byte) (a.reserveNext() ? 0x80 : 0));
                yield AttributeType.EVEN_PORT;
            }
            case Attribute.RequestedTransport a -> word(out, a.protocol() << 24, AttributeType.REQUESTED_TRANSPORT);
            case Attribute.DontFragment _ -> AttributeType.DONT_FRAGMENT;
            case Attribute.ReservationToken a -> {
                out.putLong(a.value());
                yield AttributeType.RESERVATION_TOKEN;
            }
            case Attribute.ConnectionId a -> word(out, a.value(), AttributeType.CONNECTION_ID);
            case Attribute.MobilityTicket a -> {
                out.put(a.value().duplicate());
                yield AttributeType.MOBILITY_TICKET;
            }
        };
    }

    private static int xorAddress(ByteBuffer out, TransportAddress address, TransactionId id, int type) {
        return address(out, address, StunMessage.MAGIC_COOKIE, id.high(), id.low(), type);
    }

    private static int address(ByteBuffer out, TransportAddress address, int cookie, int idHigh, long idLow,
            int type) {
        out.putShort((short) address.family().code()).putShort((short) (address.port() ^ (cookie >>> 16)));
        switch (address.family()) {
            case IPV4 -> out.putInt((int) address.ip().low() ^ cookie);
            case IPV6 -> out.putLong(address.ip().high() ^ (((long) cookie << 32) | Integer.toUnsignedLong(idHigh)))
                    .putLong(address.ip().low() ^ idLow);
        }
        return type;
    }

    private static int error(ByteBuffer out, int code, String reason, int type) {
        out.put((byte) (code / 100)).put((byte) (code % 100));
        return text(out, reason, type);
    }

    private static int text(ByteBuffer out, String value, int type) {
        return bytes(out, value.getBytes(UTF_8), type);
    }

    private static int bytes(ByteBuffer out, byte[] value, int type) {
        out.put(value);
        return type;
    }

    private static int word(ByteBuffer out, int value, int type) {
        out.putInt(value);
        return type;
    }
}
