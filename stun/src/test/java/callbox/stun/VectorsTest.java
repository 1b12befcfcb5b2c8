package callbox.stun;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VectorsTest {
    private static final IntegrityKey SHORT_TERM = new IntegrityKey(Vectors.PASSWORD.getBytes(UTF_8));

    @Test
    void sampleRequestDecodesAndItsIntegrityVerifies() {
        Decoded.Message decoded = Vectors.decode(Vectors.REQUEST);

        assertThat(decoded.message().messageClass()).isEqualTo(MessageClass.REQUEST);
        assertThat(decoded.message().method()).isEqualTo(Method.BINDING);
        assertThat(decoded.message().transactionId()).hasToString("b7e7a701bc34d686fa87dfae");
        assertThat(decoded.message().attributes()).containsExactly(new Attribute.Software("STUN test client"),
                new Attribute.Username("evtj:h6vY"));
        assertThat(verifies(decoded, SHORT_TERM)).isTrue();
    }

    @Test
    void iceAttributesAreUnknownToARelay() {
        int priority = 0x0024;
        assertThat(Vectors.decode(Vectors.REQUEST).unknownRequired()).containsExactly(priority);
    }

    @Test
    void sampleIpv4ResponseDecodesAndItsIntegrityVerifies() {
        Decoded.Message decoded = Vectors.decode(Vectors.IPV4_RESPONSE);

        assertThat(decoded.message().messageClass()).isEqualTo(MessageClass.SUCCESS);
        assertThat(decoded.message().find(Attribute.XorMappedAddress.class))
                .hasValueSatisfying(mapped -> assertThat(mapped.address()).hasToString("192.0.2.1:32853"));
        assertThat(verifies(decoded, SHORT_TERM)).isTrue();
    }

    @Test
    void sampleIpv6ResponseDecodesAndItsIntegrityVerifies() {
        Decoded.Message decoded = Vectors.decode(Vectors.IPV6_RESPONSE);

        assertThat(decoded.message().find(Attribute.XorMappedAddress.class)).hasValueSatisfying(
                mapped -> assertThat(mapped.address()).hasToString("[2001:db8:1234:5678:11:2233:4455:6677]:32853"));
        assertThat(verifies(decoded, SHORT_TERM)).isTrue();
    }

    @Test
    void longTermRequestVerifiesWithTheMd5KeyAndIsWrittenAgainByteForByte() {
        Decoded.Message decoded = Vectors.decode(Vectors.LONG_TERM_REQUEST);
        IntegrityKey key = PasswordAlgorithm.MD5.key(Vectors.MATRIX, "example.org", "TheMatrIX");

        assertThat(verifies(decoded, key)).isTrue();
        assertThat(verifies(decoded, PasswordAlgorithm.MD5.key(Vectors.MATRIX, "example.org", "theMatrIX"))).isFalse();
        assertThat(StunEncoder.encode(decoded.message(), key, IntegrityAlgorithm.SHA1))
                .isEqualTo(Vectors.bytes(Vectors.LONG_TERM_REQUEST));
    }

    @Test
    void sha256RequestVerifiesWithTheSha256KeyAndIsWrittenAgainByteForByte() {
        Decoded.Message decoded = Vectors.decode(Vectors.SHA256_REQUEST);
        IntegrityKey key = PasswordAlgorithm.SHA256.key(Vectors.MATRIX, "example.org", "TheMatrIX");

        assertThat(verifies(decoded, key)).isTrue();
        assertThat(decoded.message().find(Attribute.UserHashed.class))
                .contains(new Attribute.UserHashed(UserHash.of(Vectors.MATRIX, "example.org")));
        assertThat(StunEncoder.encode(decoded.message(), key, IntegrityAlgorithm.SHA256))
                .isEqualTo(Vectors.bytes(Vectors.SHA256_REQUEST));
    }

    @Test
    void oneChangedBitBreaksIntegrityAndFingerprint() {
        ByteBuffer changed = Vectors.bytes(Vectors.LONG_TERM_REQUEST);
        changed.put(30, (byte) (changed.get(30) ^ 1));
        assertThat(verifies(Vectors.decode(changed),
                PasswordAlgorithm.MD5.key(Vectors.MATRIX, "example.org", "TheMatrIX"))).isFalse();

        ByteBuffer fingerprinted = Vectors.bytes(Vectors.REQUEST);
        fingerprinted.put(30, (byte) (fingerprinted.get(30) ^ 1));
        assertThat(StunDecoder.decode(fingerprinted)).isEqualTo(new Decoded.Malformed("a wrong FINGERPRINT"));
    }

    @Test
    void nonceCookieTellsItsFeaturesBack() {
        Set<NonceCookie.Feature> features = Set.of(NonceCookie.Feature.PASSWORD_ALGORITHMS,
                NonceCookie.Feature.USERNAME_ANONYMITY);
        assertThat(NonceCookie.of(features)).isEqualTo("obMatJos2wAAA");
        assertThat(NonceCookie.features("obMatJos2wAAAf//499k")).contains(features);
        assertThat(NonceCookie.features("f//499k954d6OL34oL9FSTvy64sA")).isEmpty();
        assertThat(NonceCookie.features("obMatJos2====")).isEmpty();
    }

    private static boolean verifies(Decoded.Message decoded, IntegrityKey key) {
        return key.verifies(decoded, decoded.strongestIntegrity().orElseThrow());
    }
}
