package callbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.server.config.ConfigLoader;
import callbox.server.tls.LocalNames;
import io.nayuki.qrcodegen.QrCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BannerTest {
    private static final String NOTE = "its certificate is made by this machine";

    private final LocalNames names;

    BannerTest() throws IOException {
        names = new LocalNames(Set.of("localhost"), List.of(InetAddress.getLoopbackAddress(),
                InetAddress.getByName("2001:db8::7"), InetAddress.getByName("192.168.1.7")));
    }

    @Test
    void bothAddressesArePrinted() {
        assertThat(printed(Map.of(), StandardCharsets.UTF_8)).contains("http://localhost:8443",
                "https://192.168.1.7:8443", NOTE,
                Banner.qrCode("https://192.168.1.7:8443"));
    }

    @Test
    void publicAddressTakesThePlaceOfTheLocalOne() {
        assertThat(printed(Map.of("http.public-url", "https://call.example"), StandardCharsets.UTF_8))
                .contains("On other devices  https://call.example").doesNotContain("192.168.1.7", NOTE);
    }

    @Test
    void serverThatOnlyThisMachineReachesNamesNoOtherAddress() {
        assertThat(printed(Map.of("http.host", "127.0.0.1"), StandardCharsets.UTF_8)).contains("http://localhost:8443")
                .doesNotContain("On other devices");
    }

    @Test
    void terminalWithoutBlocksGetsTheTextOnly() {
        assertThat(printed(Map.of(), StandardCharsets.US_ASCII)).contains("https://192.168.1.7:8443")
                .doesNotContain("\u001b", "?");
    }

    @Test
    void halfBlocksShowEveryModuleOfTheCode() {
        var address = "https://192.168.1.7:8443";
        var code = QrCode.encodeText(address, QrCode.Ecc.LOW);

        var rows = Banner.qrCode(address).lines().map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "").substring(2))
                .toList();

        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                var block = rows.get((y + Banner.QUIET_ZONE) / 2).charAt(x + Banner.QUIET_ZONE);
                var dark = block == '█' || block == ((y + Banner.QUIET_ZONE) % 2 == 0 ? '▀' : '▄');
                assertThat(dark).as("module %d, %d", x, y).isEqualTo(code.getModule(x, y));
            }
        }
    }

    private String printed(Map<String, Object> settings, Charset charset) {
        var out = new ByteArrayOutputStream();
        Banner.print(new PrintStream(out, true, charset), ConfigLoader.load(null, settings), names, 8443);
        return out.toString(charset);
    }
}
