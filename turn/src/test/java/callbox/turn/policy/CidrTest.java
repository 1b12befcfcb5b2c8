package callbox.turn.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import callbox.stun.IpAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CidrTest {

    @ParameterizedTest
    @CsvSource({"10.0.0.0/8, 10.0.0.0, true", "10.0.0.0/8, 10.255.255.255, true", "10.0.0.0/8, 11.0.0.0, false",
        "0.0.0.0/0, 203.0.113.9, true", "192.0.2.1, 192.0.2.1, true", "192.0.2.1, 192.0.2.2, false",
        "fc00::/7, fdff::1, true", "fc00::/7, fe00::1, false", "::/0, 10.0.0.1, false",
        "2001:db8::/65, 2001:db8::7fff:0:0:0, true", "2001:db8::/65, 2001:db8::8000:0:0:0, false",
        "2001:db8::1/128, 2001:db8::1, true", "::ffff:0:0/96, ::ffff:1.2.3.4, true"})
    void containsWhatItsPrefixSays(String cidr, String ip, boolean contained) {
        assertThat(Cidr.parse(cidr).contains(IpAddress.parse(ip).orElseThrow())).isEqualTo(contained);
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/33, longer than /32", "fc00::/129, longer than /128", "10.0.0.0/-1, no address range",
        "10.0.0/8, no address range", "example.org/8, no address range", "10.0.0.0/, no address range",
        "10.0.0.1/8, write 10.0.0.0/8", "fc00::1/7, write fc00::/7"})
    void badRangesAreRefusedWithASentence(String text, String sentence) {
        assertThatThrownBy(() -> Cidr.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence).hasMessageContaining(text);
    }
}
