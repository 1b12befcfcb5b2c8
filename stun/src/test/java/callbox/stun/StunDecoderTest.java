package callbox.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StunDecoderTest {
    private static final String HEADER = " 2112a442 000102030405060708090a0b ";
    private static final IntegrityKey KEY = PasswordAlgorithm.MD5.key("user", "realm", "secret");

    @ParameterizedTest
    @CsvSource(textBlock = """
            0001000021,                                            shorter than a header
            8001 0000 2112a442 000102030405060708090a0b,           not STUN
            0001 0000 2112a443 000102030405060708090a0b,           not STUN
            0001 0004 2112a442 000102030405060708090a0b,           a length of 4 in 20 bytes
            0001 0002 2112a442 000102030405060708090a0b 0000,      a length of 2 in 22 bytes
            0002 0000 2112a442 000102030405060708090a0b,           an unknown method
            0001 0008 2112a442 000102030405060708090a0b 0006000561626364, an attribute beyond the end
            0001 0008 2112a442 000102030405060708090a0b 0006000280800000, a text that is not UTF-8
            0001 0008 2112a442 000102030405060708090a0b 000d000312345600, a value of 3 bytes instead of 4
            0001 000c 2112a442 000102030405060708090a0b 0012000800030000 01020304, an address of an unknown family
            0001 0008 2112a442 000102030405060708090a0b 0008000400000000, a MESSAGE-INTEGRITY of 4 bytes
            0001 0008 2112a442 000102030405060708090a0b 8028000400000000, a wrong FINGERPRINT
            """)
    void whatIsNoMessageIsMalformed(String hex, String reason) {
        assertThat(StunDecoder.decode(Vectors.bytes(hex))).isEqualTo(new Decoded.Malformed(reason));
    }

    @Test
    void anUnknownRequiredAttributeIsReportedAndAnOptionalOneIsNot() {
        Decoded.Message decoded = Vectors.decode("0001 0010" + HEADER + "7ff1000461626364 fff1000461626364");
        assertThat(decoded.unknownRequired()).containsExactly(0x7ff1);
        assertThat(decoded.message().attributes()).isEmpty();
    }

    @Test
    void onlySomeOfManyUnknownAttributesAreReported() {
        Decoded.Message decoded = Vectors.decode("0001 0050" + HEADER + "7ff10000".repeat(20));
        assertThat(decoded.unknownRequired()).hasSize(StunDecoder.MAX_UNKNOWN_REPORTED);
    }

    @Test
    void attributesAfterMessageIntegrityAreNotActedOn() {
        StunMessage message = new StunMessage(MessageClass.REQUEST, Method.REFRESH, new TransactionId(1, 2),
                List.of(new Attribute.Lifetime(600)));
        ByteBuffer signed = StunEncoder.encode(message, KEY, IntegrityAlgorithm.SHA1);
        Decoded.Message decoded = Vectors.decode(append(signed, "000d0004 00000000 7ff1000461626364"));

        assertThat(decoded.message()).isEqualTo(message);
        assertThat(decoded.unknownRequired()).isEmpty();
        assertThat(KEY.verifies(decoded, decoded.integrity().getFirst())).isTrue();
    }

    @Test
    void sha256IsTheStrongerOfTwoIntegrities() {
        StunMessage message = new StunMessage(MessageClass.REQUEST, Method.REFRESH, new TransactionId(1, 2), List.of());
        ByteBuffer signed = append(StunEncoder.encode(message, KEY, IntegrityAlgorithm.SHA1),
                "001c0020" + "00".repeat(32));
        Decoded.Message decoded = Vectors.decode(signed);

        assertThat(decoded.integrity()).hasSize(2);
        assertThat(decoded.strongestIntegrity().orElseThrow().algorithm()).isEqualTo(IntegrityAlgorithm.SHA256);
        assertThat(KEY.verifies(decoded, decoded.strongestIntegrity().orElseThrow())).isFalse();
    }

    @Test
    void theDataOfAMessageIsAViewOfItsBytes() {
        ByteBuffer bytes = Vectors.bytes("0016 0008" + HEADER + "00130003 61626300");
        Attribute.Data data = Vectors.decode(bytes).message().find(Attribute.Data.class).orElseThrow();
        bytes.put(24, (byte) 'x');
        assertThat(data.bytes().get(0)).isEqualTo((byte) 'x');
    }

    private static ByteBuffer append(ByteBuffer message, String hex) {
        ByteBuffer more = Vectors.bytes(hex);
        ByteBuffer out = ByteBuffer.allocate(message.remaining() + more.remaining()).put(message).put(more).flip();
        return out.putShort(2, (short) (out.remaining() - StunMessage.HEADER_BYTES));
    }
}
