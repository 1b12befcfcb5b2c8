package callbox.stun;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Attribute values from bytes. A value of the wrong length or with bytes that mean nothing throws
/// [MalformedException]: such a message is discarded (RFC 8489 section 6.3).
final class AttributeReader {
    /// RFC 8489 section 14.3: a username is a sequence of fewer than 509 bytes.
    private static final int MAX_USERNAME_BYTES = 508;
    /// RFC 8489 sections 14.8 to 14.14: at most 763 bytes of UTF-8.
    private static final int MAX_TEXT_BYTES = 763;
    private static final int ERROR_CLASS_MASK = 0x7;

    /// The reason for which a message is no STUN message.
    @SuppressWarnings("serial")
    static final class MalformedException extends Exception {
        MalformedException(String reason) {
            super(reason, null, false, false);
        }
    }

    private AttributeReader() {
    }

    /// The attribute of a type; empty if the type is unknown to us.
    ///
    /// @param value a view of exactly the value, in network order
    static Optional<Attribute> read(int type, ByteBuffer value, TransactionId id) throws MalformedException {
        return Optional.ofNullable(switch (type) {
            case AttributeType.MAPPED_ADDRESS -> new Attribute.MappedAddress(address(value));
            case AttributeType.XOR_MAPPED_ADDRESS -> new Attribute.XorMappedAddress(xorAddress(value, id));
            case AttributeType.XOR_PEER_ADDRESS -> new Attribute.XorPeerAddress(xorAddress(value, id));
            case AttributeType.XOR_RELAYED_ADDRESS -> new Attribute.XorRelayedAddress(xorAddress(value, id));
            case AttributeType.USERNAME -> new Attribute.Username(text(value, MAX_USERNAME_BYTES));
            case AttributeType.USERHASH -> new Attribute.UserHashed(userHash(value));
            case AttributeType.REALM -> new Attribute.Realm(text(value, MAX_TEXT_BYTES));
            case AttributeType.NONCE -> new Attribute.Nonce(text(value, MAX_TEXT_BYTES));
            case AttributeType.SOFTWARE -> new Attribute.Software(text(value, MAX_TEXT_BYTES));
            case AttributeType.PASSWORD_ALGORITHMS -> new Attribute.PasswordAlgorithms(passwordAlgorithms(value));
            case AttributeType.PASSWORD_ALGORITHM ->
                new Attribute.ChosenPasswordAlgorithm(passwordAlgorithm(value));
            case AttributeType.ERROR_CODE -> errorCode(value);
            case AttributeType.UNKNOWN_ATTRIBUTES -> new Attribute.UnknownAttributes(types(value));
            case AttributeType.CHANNEL_NUMBER -> new Attribute.ChannelNumber(exactly(4, value).getShort() & 0xFFFF);
            case AttributeType.LIFETIME -> new Attribute.Lifetime(Integer.toUnsignedLong(exactly(4, value).getInt()));
            case AttributeType.DATA -> new Attribute.Data(value);
            case AttributeType.REQUESTED_ADDRESS_FAMILY -> new Attribute.RequestedAddressFamily(family(value));
            case AttributeType.ADDITIONAL_ADDRESS_FAMILY -> new Attribute.AdditionalAddressFamily(family(value));
            case AttributeType.DRAFT_ADDITIONAL_ADDRESS_FAMILY -> draftAdditionalFamily(value);
            case AttributeType.ADDRESS_ERROR_CODE -> addressErrorCode(value);
            case AttributeType.EVEN_PORT -> new Attribute.EvenPort((exactly(1, value).get() & 0x80) != 0);
            case AttributeType.REQUESTED_TRANSPORT -> new Attribute.RequestedTransport(exactly(4, value).get() & 0xFF);
            case AttributeType.DONT_FRAGMENT -> dontFragment(value);
            case AttributeType.RESERVATION_TOKEN -> new Attribute.ReservationToken(exactly(8, value).getLong());
            case AttributeType.CONNECTION_ID -> new Attribute.ConnectionId(exactly(4, value).getInt());
            case AttributeType.MOBILITY_TICKET -> new Attribute.MobilityTicket(copy(value));
            default -> null;
        });
    }

    private static TransportAddress address(ByteBuffer value) throws MalformedException {
        return xorAddress(value, 0, 0, 0);
    }

    /// RFC 8489 section 14.2: the port is masked with the cookie's first half, the address with cookie and id.
    private static TransportAddress xorAddress(ByteBuffer value, TransactionId id) throws MalformedException {
        return xorAddress(value, StunMessage.MAGIC_COOKIE, id.high(), id.low());
    }

    private static TransportAddress xorAddress(ByteBuffer value, int cookie, int idHigh, long idLow)
            throws MalformedException {
        int length = value.remaining();
        if (length < 2) {
            throw new MalformedException("an address attribute of " + length + " bytes");
        }
        value.get();
        AddressFamily family = AddressFamily.of(value.get() & 0xFF)
                .orElseThrow(() -> new MalformedException("an address of an unknown family"));
        exactly(family.lengthBytes() + Short.BYTES, value);
        int port = (value.getShort() ^ (cookie >>> 16)) & 0xFFFF;
        IpAddress ip = switch (family) {
            case IPV4 -> IpAddress.ipv4(value.getInt() ^ cookie);
            case IPV6 -> IpAddress.ipv6(value.getLong() ^ (((long) cookie << 32) | Integer.toUnsignedLong(idHigh)),
                    value.getLong() ^ idLow);
        };
        return new TransportAddress(ip, port);
    }

    private static String text(ByteBuffer value, int maxBytes) throws MalformedException {
        if (value.remaining() > maxBytes) {
            throw new MalformedException("a text of " + value.remaining() + " bytes");
        }
        try {
            return UTF_8.newDecoder().decode(value).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException("a text that is not UTF-8");
        }
    }

    private static UserHash userHash(ByteBuffer value) throws MalformedException {
        exactly(UserHash.BYTES, value);
        return UserHash.read(value);
    }

    private static List<PasswordAlgorithm> passwordAlgorithms(ByteBuffer value) throws MalformedException {
        List<PasswordAlgorithm> algorithms = new ArrayList<>();
        while (value.hasRemaining()) {
            passwordAlgorithmEntry(value).ifPresent(algorithms::add);
        }
        return algorithms;
    }

    private static Optional<PasswordAlgorithm> passwordAlgorithm(ByteBuffer value) throws MalformedException {
        Optional<PasswordAlgorithm> algorithm = passwordAlgorithmEntry(value);
        exactly(0, value);
        return algorithm;
    }

    /// RFC 8489 section 14.11: number, length of the parameters, parameters padded to four bytes. Neither algorithm that
    /// we know has parameters, so one with parameters is not one that we know.
    private static Optional<PasswordAlgorithm> passwordAlgorithmEntry(ByteBuffer value) throws MalformedException {
        if (value.remaining() < 4) {
            throw new MalformedException("a truncated password algorithm");
        }
        int number = value.getShort() & 0xFFFF;
        int parameterBytes = Padding.padded(value.getShort() & 0xFFFF);
        // The last entry's padding is the attribute's own, outside of its length.
        value.position(Math.min(value.limit(), value.position() + parameterBytes));
        return parameterBytes == 0 ? PasswordAlgorithm.of(number) : Optional.empty();
    }

    private static Attribute errorCode(ByteBuffer value) throws MalformedException {
        if (value.remaining() < 4) {
            throw new MalformedException("a truncated error code");
        }
        value.getShort();
        return new Attribute.ErrorCode(code(value), text(value, MAX_TEXT_BYTES));
    }

    private static Attribute addressErrorCode(ByteBuffer value) throws MalformedException {
        if (value.remaining() < 4) {
            throw new MalformedException("a truncated address error code");
        }
        AddressFamily family = AddressFamily.of(value.get() & 0xFF)
                .orElseThrow(() -> new MalformedException("an address error of an unknown family"));
        value.get();
        return new Attribute.AddressErrorCode(family, code(value), text(value, MAX_TEXT_BYTES));
    }

    /// RFC 8489 section 14.8: the hundreds in three bits, then 0 to 99.
    private static int code(ByteBuffer value) throws MalformedException {
        int hundreds = value.get() & ERROR_CLASS_MASK;
        int rest = value.get() & 0xFF;
        if (rest > 99) {
            throw new MalformedException("an error code with a remainder of " + rest);
        }
        return hundreds * 100 + rest;
    }

    private static List<Integer> types(ByteBuffer value) throws MalformedException {
        if (value.remaining() % Short.BYTES != 0) {
            throw new MalformedException("half an attribute type");
        }
        List<Integer> types = new ArrayList<>();
        while (value.hasRemaining()) {
            types.add(value.getShort() & 0xFFFF);
        }
        return types;
    }

    private static Optional<AddressFamily> family(ByteBuffer value) throws MalformedException {
        return AddressFamily.of(exactly(4, value).get() & 0xFF);
    }

    private static @Nullable Attribute draftAdditionalFamily(ByteBuffer value) {
        boolean family = value.remaining() == Integer.BYTES && value.getInt(0) == AddressFamily.IPV6.code() << 24;
        return family ? new Attribute.AdditionalAddressFamily(Optional.of(AddressFamily.IPV6)) : null;
    }

    private static Attribute dontFragment(ByteBuffer value) throws MalformedException {
        exactly(0, value);
        return new Attribute.DontFragment();
    }

    private static ByteBuffer copy(ByteBuffer value) {
        return ByteBuffer.allocate(value.remaining()).put(value).flip().asReadOnlyBuffer();
    }

    private static ByteBuffer exactly(int bytes, ByteBuffer value) throws MalformedException {
        if (value.remaining() != bytes) {
            throw new MalformedException("a value of " + value.remaining() + " bytes instead of " + bytes);
        }
        return value;
    }
}
