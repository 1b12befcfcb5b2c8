package callbox.server.tls;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;

/// Makes a self-signed X.509 v3 certificate for a server (RFC 5280) with ECDSA and SHA-256 (RFC 5758).
final class SelfSignedCertificate {
    /// A phone accepts a server's certificate for at most 398 days.
    static final Duration LIFETIME = Duration.ofDays(397);

    /// A client's clock may be behind ours.
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);

    /// RFC 5280, section 4.1.2.2: positive, at most 20 bytes, unique; so random.
    private static final int SERIAL_BITS = 127;

    private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
    private static final String COMMON_NAME = "2.5.4.3";
    private static final String SUBJECT_ALT_NAME = "2.5.29.17";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final int VERSION_3 = 2;

    private SelfSignedCertificate() {}

    static X509Certificate create(KeyPair keys, LocalNames names, Instant now) throws GeneralSecurityException {
        var algorithm = Der.sequence(Der.oid(ECDSA_WITH_SHA256));
        var name = Der.sequence(Der.set(Der.sequence(Der.oid(COMMON_NAME), Der.utf8("Callbox"))));
        var body = Der.sequence(
                Der.explicit(0, Der.integer(BigInteger.valueOf(VERSION_3))),
                Der.integer(new BigInteger(SERIAL_BITS, new SecureRandom())),
                algorithm,
                name,
                Der.sequence(Der.time(now.minus(CLOCK_SKEW)), Der.time(now.plus(LIFETIME))),
                name,
                keys.getPublic().getEncoded(),
                Der.explicit(3, Der.sequence(
                        extension(BASIC_CONSTRAINTS, true, Der.sequence()),
                        extension(EXTENDED_KEY_USAGE, false, Der.sequence(Der.oid(SERVER_AUTH))),
                        extension(SUBJECT_ALT_NAME, false, alternativeNames(names)))));
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(body);
        var certificate = Der.sequence(body, algorithm, Der.bitString(signature.sign()));
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate));
    }

    private static byte[] extension(String oid, boolean critical, byte[] value) {
        return critical ? Der.sequence(Der.oid(oid), Der.bool(true), Der.octetString(value))
                : Der.sequence(Der.oid(oid), Der.octetString(value));
    }

    /// RFC 5280, section 4.2.1.6: dNSName is `[2]`, iPAddress is `[7]` with 4 or 16 bytes.
    private static byte[] alternativeNames(LocalNames names) {
        var entries = new ArrayList<byte[]>();
        for (var host : names.hosts()) {
            entries.add(Der.implicit(2, host.getBytes(StandardCharsets.US_ASCII)));
        }
        for (var address : names.addresses()) {
            entries.add(Der.implicit(7, address.getAddress()));
        }
        return Der.sequence(entries.toArray(byte[][]::new));
    }
}
