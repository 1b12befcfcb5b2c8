package callbox.stun;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @CsvSource({"0.0.0.0, 0.0.0.0", "255.255.255.255, 255.255.255.255", "::, ::", "::1, ::1", "1::, 1::",
        "2001:DB8::1, 2001:db8::1", "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1", "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7",
        "::ffff:10.0.0.1, ::ffff:a00:1", "64:ff9b::192.0.2.33, 64:ff9b::c000:221"})
    void literalsAreReadAndWrittenCanonically(String text, String canonical) {
        assertThat(IpAddress.parse(text)).hasValueSatisfying(ip -> {
            assertThat(ip).hasToString(canonical);
            assertThat(IpAddress.ofBytes(ip.toBytes())).isEqualTo(ip);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "1.2.3", "1.2.3.4.5", "256.0.0.1", "010.0.0.1", "1.2.3.4:5", ":::",
        "1::2::3",
        "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "::12345", "::1%eth0", "1.2.3.4::", "::1.2.3"})
    void otherTextIsNoAddress(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }
}
