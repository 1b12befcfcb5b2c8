package callbox.stun;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// What a STUN or TURN message says: one record per attribute that this codec knows.
///
/// MESSAGE-INTEGRITY, MESSAGE-INTEGRITY-SHA256 and FINGERPRINT are not here: they are statements about the bytes, which
/// [StunDecoder] and [StunEncoder] handle. ICMP (RFC 8656 section 18.13) is never sent and, being
/// comprehension-optional, ignored when received.
public sealed interface Attribute {

    /// RFC 8489 section 14.1.
    record MappedAddress(TransportAddress address) implements Attribute {
    }

    /// RFC 8489 section 14.2.
    record XorMappedAddress(TransportAddress address) implements Attribute {
    }

    /// RFC 8489 section 14.3; under 509 bytes of UTF-8.
    record Username(String value) implements Attribute {
    }

    /// RFC 8489 section 14.4.
    record UserHashed(UserHash value) implements Attribute {
    }

    /// RFC 8489 section 14.9.
    record Realm(String value) implements Attribute {
    }

    /// RFC 8489 section 14.10.
    record Nonce(String value) implements Attribute {
    }

    /// RFC 8489 section 14.11: what the server supports, in order of preference.
    record PasswordAlgorithms(List<PasswordAlgorithm> values) implements Attribute {
        public PasswordAlgorithms {
            values = List.copyOf(values);
        }
    }

    /// RFC 8489 section 14.12: what the client chose; empty if it is none that we know.
    record ChosenPasswordAlgorithm(Optional<PasswordAlgorithm> value) implements Attribute {
    }

    /// RFC 8489 section 14.8.
    record ErrorCode(int code, String reason) implements Attribute {
    }

    /// RFC 8489 section 14.13.
    record UnknownAttributes(List<Integer> types) implements Attribute {
        public UnknownAttributes {
            types = List.copyOf(types);
        }
    }

    /// RFC 8489 section 14.14.
    record Software(String description) implements Attribute {
    }

    /// RFC 8656 section 18.1.
    record ChannelNumber(int number) implements Attribute {
    }

    /// RFC 8656 section 18.2, in seconds.
    record Lifetime(long seconds) implements Attribute {
    }

    /// RFC 8656 section 18.3.
    record XorPeerAddress(TransportAddress address) implements Attribute {
    }

    /// RFC 8656 section 18.4: a view of the received bytes, valid as long as they are.
    record Data(ByteBuffer bytes) implements Attribute {
    }

    /// RFC 8656 section 18.5.
    record XorRelayedAddress(TransportAddress address) implements Attribute {
    }

    /// RFC 8656 section 18.6; empty if the family is neither IPv4 nor IPv6, which a server answers with 440.
    record RequestedAddressFamily(Optional<AddressFamily> family) implements Attribute {
    }

    /// RFC 8656 section 18.11.
    record AdditionalAddressFamily(Optional<AddressFamily> family) implements Attribute {
    }

    /// RFC 8656 section 18.12.
    record AddressErrorCode(AddressFamily family, int code, String reason) implements Attribute {
    }

    /// RFC 8656 section 18.7.
    record EvenPort(boolean reserveNext) implements Attribute {
    }

    /// RFC 8656 section 18.8: an IP protocol number.
    record RequestedTransport(int protocol) implements Attribute {
        public static final int TCP = 6;
        public static final int UDP = 17;
    }

    /// RFC 8656 section 18.9.
    record DontFragment() implements Attribute {
    }

    /// RFC 8656 section 18.10: eight opaque bytes.
    record ReservationToken(long value) implements Attribute {
    }

    /// RFC 6062 section 6.2.1.
    record ConnectionId(int value) implements Attribute {
    }

    /// RFC 8016 section 3.3: opaque; empty in an Allocate request, where it asks for a ticket.
    record MobilityTicket(ByteBuffer value) implements Attribute {
    }
}
