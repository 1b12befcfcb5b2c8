package callbox.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RoundTripTest {
    private static final int MESSAGES = 2_000;
    private static final long SEED = 8489;

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void everyMessageDecodesToWhatWasEncoded() {
        for (int i = 0; i < MESSAGES; i++) {
            StunMessage message = message();
            assertThat(Vectors.decode(StunEncoder.encode(message)).message()).isEqualTo(message);
        }
    }

    @Test
    void everySignedAndFingerprintedMessageVerifies() {
        IntegrityKey key = PasswordAlgorithm.MD5.key("user", "realm", "secret");
        IntegrityKey other = PasswordAlgorithm.MD5.key("user", "realm", "Secret");
        for (int i = 0; i < MESSAGES; i++) {
            StunMessage message = message();
            IntegrityAlgorithm algorithm = random.nextBoolean() ? IntegrityAlgorithm.SHA1 : IntegrityAlgorithm.SHA256;
            ByteBuffer bytes = StunEncoder.withFingerprint(StunEncoder.encode(message, key, algorithm));
            Decoded.Message decoded = Vectors.decode(bytes);
            assertThat(decoded.message()).isEqualTo(message);
            assertThat(key.verifies(decoded, decoded.integrity().getFirst())).isTrue();
            assertThat(other.verifies(decoded, decoded.integrity().getFirst())).isFalse();
        }
    }

    @Test
    void everyMethodAndClassHasItsOwnType() {
        for (Method method : Method.values()) {
            for (MessageClass messageClass : MessageClass.values()) {
                StunMessage message = new StunMessage(messageClass, method, new TransactionId(1, 2), List.of());
                assertThat(Vectors.decode(StunEncoder.encode(message)).message()).isEqualTo(message);
            }
        }
    }

    private StunMessage message() {
        List<Attribute> attributes = new ArrayList<>();
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            attributes.add(attribute());
        }
        return new StunMessage(pick(MessageClass.values()), pick(Method.values()),
                new TransactionId(random.nextInt(), random.nextLong()), attributes);
    }

    private Attribute attribute() {
        return switch (random.nextInt(25)) {
            case 0 -> new Attribute.MappedAddress(address());
            case 1 -> new Attribute.XorMappedAddress(address());
            case 2 -> new Attribute.XorPeerAddress(address());
            case 3 -> new Attribute.XorRelayedAddress(address());
            case 4 -> new Attribute.Username(text());
            case 5 -> new Attribute.UserHashed(UserHash.of(text(), text()));
            case 6 -> new Attribute.Realm(text());
            case 7 -> new Attribute.Nonce(text());
            case 8 -> new Attribute.PasswordAlgorithms(List.of(PasswordAlgorithm.SHA256, PasswordAlgorithm.MD5));
            case 9 -> new Attribute.ChosenPasswordAlgorithm(Optional.of(pick(PasswordAlgorithm.values())));
            case 10 -> pick(StunError.values()).toAttribute();
            case 11 -> new Attribute.UnknownAttributes(List.of(random.nextInt(0x8000), 0xFFFF));
            case 12 -> new Attribute.Software(text());
            case 13 -> new Attribute.ChannelNumber(random.nextInt(0x10000));
            case 14 -> new Attribute.Lifetime(random.nextInt() & 0xFFFFFFFFL);
            case 15 -> new Attribute.Data(ByteBuffer.wrap(data()));
            case 16 -> new Attribute.RequestedAddressFamily(Optional.of(pick(AddressFamily.values())));
            case 17 -> new Attribute.AdditionalAddressFamily(Optional.of(pick(AddressFamily.values())));
            case 18 -> new Attribute.AddressErrorCode(pick(AddressFamily.values()), 440, text());
            case 19 -> new Attribute.EvenPort(random.nextBoolean());
            case 20 -> new Attribute.RequestedTransport(random.nextInt(256));
            case 21 -> new Attribute.DontFragment();
            case 22 -> new Attribute.ReservationToken(random.nextLong());
            case 23 -> new Attribute.ConnectionId(random.nextInt());
            default -> new Attribute.MobilityTicket(ByteBuffer.wrap(data()));
        };
    }

    private TransportAddress address() {
        IpAddress ip = random.nextBoolean() ? IpAddress.ipv4(random.nextInt())
                : IpAddress.ipv6(random.nextLong(), random.nextLong());
        return new TransportAddress(ip, random.nextInt(0x10000));
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(40);
        for (int i = 0; i < length; i++) {
            text.append((char) (random.nextBoolean() ? random.nextInt(0x20, 0x7F) : random.nextInt(0x4E00, 0x9FA5)));
        }
        return text.toString();
    }

    private byte[] data() {
        byte[] data = new byte[random.nextInt(1200)];
        random.nextBytes(data);
        return data;
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
