package callbox.server.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The self-signed certificate of a server, kept as `certificate.pem` and `key.pem`, readable by their owner only.
public final class SelfSignedIdentity {
    private static final Logger log = LoggerFactory.getLogger(SelfSignedIdentity.class);

    /// Renewed this long before it expires, at a start: a server that runs for a week without one is rare.
    private static final Duration RENEWAL = Duration.ofDays(7);

    private static final Base64.Encoder PEM_BODY = Base64.getMimeEncoder(64, new byte[]{'\n'});

    private SelfSignedIdentity() {}

    /// The kept one, or a new one where there is none, it expires soon, or this machine has got a name since that it does not hold.
    ///
    /// @throws UncheckedIOException when the directory cannot be written
    public static ServerIdentity loadOrCreate(Path dir, LocalNames names, Instant now) {
        try {
            return load(dir).filter(kept -> serves(kept.certificate(), names, now)).orElseGet(() -> create(dir, names,
                    now));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<ServerIdentity> load(Path dir) throws IOException {
        if (!Files.exists(certificateFile(dir)) || !Files.exists(keyFile(dir))) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(certificateFile(dir))) {
            var certificate = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            var body = Files.readString(keyFile(dir)).replaceAll("-----[A-Z ]+-----", "");
            var key = KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
            return Optional.of(new ServerIdentity(key, certificate));
        } catch (GeneralSecurityException e) {
            log.warn("the certificate in {} cannot be read, making another: {}", dir, e.getMessage());
            return Optional.empty();
        }
    }

    private static boolean serves(X509Certificate certificate, LocalNames names, Instant now) {
        return now.plus(RENEWAL).isBefore(certificate.getNotAfter().toInstant())
                && !now.isBefore(certificate.getNotBefore().toInstant())
                && alternativeNames(certificate).containsAll(texts(names));
    }

    private static Set<String> texts(LocalNames names) {
        var texts = new HashSet<>(names.hosts());
        names.addresses().stream().map(InetAddress::getHostAddress).map(SelfSignedIdentity::withoutZone)
                .forEach(texts::add);
        return texts;
    }

    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }

    private static Set<String> alternativeNames(X509Certificate certificate) {
        var texts = new HashSet<String>();
        try {
            for (var name : certificate.getSubjectAlternativeNames()) {
                texts.add((String) name.get(1));
            }
        } catch (GeneralSecurityException e) {
            log.debug("certificate without readable names", e);
        }
        return texts;
    }

    private static ServerIdentity create(Path dir, LocalNames names, Instant now) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            var certificate = SelfSignedCertificate.create(keys, names, now);
            Files.createDirectories(dir);
            write(keyFile(dir), "PRIVATE KEY", keys.getPrivate().getEncoded());
            write(certificateFile(dir), "CERTIFICATE", certificate.getEncoded());
            log.info("made a self-signed certificate for {} names, in {}", names.hosts().size() + names.addresses()
                    .size(), dir);
            return new ServerIdentity(keys.getPrivate(), certificate);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Written beside and moved into place, so that a crash leaves no half file; never readable by others, not for a moment.
    private static void write(Path file, String label, byte[] der) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, ownerOnly);
        Files.writeString(part,
                "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, PEM_BODY.encodeToString(der),
                        label),
                StandardCharsets.US_ASCII);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path certificateFile(Path dir) {
        return dir.resolve("certificate.pem");
    }

    private static Path keyFile(Path dir) {
        return dir.resolve("key.pem");
    }

    /// A private key with its certificate.
    public record ServerIdentity(PrivateKey key, X509Certificate certificate) {}
}
