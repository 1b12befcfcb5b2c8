package callbox.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfSignedIdentityTest {
    private static final Instant NOW = Instant.parse("2026-09-21T12:00:00Z");
    private final LocalNames names;

    @TempDir
    Path dir = Path.of("");

    SelfSignedIdentityTest() throws IOException {
        names = new LocalNames(Set.of("localhost", "box.example"),
                List.of(InetAddress.getByName("192.168.1.20"), InetAddress.getByName("2001:db8::20")));
    }

    @Test
    void certificateIsValidForAllNamesAndSignedByItsOwnKey() throws Exception {
        var certificate = load(NOW).certificate();

        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity(Date.from(NOW));
        var alternativeNames = new ArrayList<Object>();
        certificate.getSubjectAlternativeNames().forEach(name -> alternativeNames.add(name.get(1)));
        assertThat(alternativeNames)
                .containsExactlyInAnyOrder("localhost", "box.example", "192.168.1.20", "2001:db8:0:0:0:0:0:20");
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(certificate.getBasicConstraints()).as("not an authority").isEqualTo(-1);
    }

    @Test
    void certificateIsKeptFromStartToStart() {
        var first = load(NOW);

        assertThat(load(NOW.plus(Duration.ofDays(30)))).isEqualTo(first);
    }

    @Test
    void certificateThatExpiresSoonIsRenewed() {
        var first = load(NOW);

        assertThat(load(NOW.plus(SelfSignedCertificate.LIFETIME).minus(Duration.ofDays(6)))).isNotEqualTo(first);
    }

    @Test
    void certificateIsRenewedWhenTheAddressesChange() throws IOException {
        var first = load(NOW);
        var moved = new LocalNames(names.hosts(), List.of(InetAddress.getByName("10.0.0.7")));

        assertThat(SelfSignedIdentity.loadOrCreate(dir, moved, NOW)).isNotEqualTo(first);
    }

    @Test
    void damagedFileIsReplaced() throws IOException {
        load(NOW);
        Files.writeString(dir.resolve("certificate.pem"), "damaged");

        assertThat(load(NOW)).isEqualTo(load(NOW));
    }

    @Test
    void filesAreReadableByTheirOwnerOnly() throws IOException {
        load(NOW);

        for (var file : List.of("certificate.pem", "key.pem")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    private SelfSignedIdentity.ServerIdentity load(Instant now) {
        return SelfSignedIdentity.loadOrCreate(dir, names, now);
    }
}
