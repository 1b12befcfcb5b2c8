package callbox.server.tls;

import callbox.server.config.InvalidConfigException;
import callbox.server.config.TlsConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import javax.net.ssl.SSLException;

/// TLS with the configured certificate, or with the self-signed one of the data directory.
public final class ServerTls {
    /// RFC 8996 deprecates what is older.
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /// What Netty keeps the key in, in memory only. The default, PKCS 12, hashes a password ten thousand times, in a JVM that has just started.
    private static final String KEY_STORE = "JKS";

    private ServerTls() {}

    /// @throws InvalidConfigException when a configured file cannot be used
    public static SslContext context(TlsConfig config, Path dataDir, LocalNames names, Instant now) {
        try {
            return builder(config, dataDir, names, now).protocols(PROTOCOLS).keyStoreType(KEY_STORE).build();
        } catch (SSLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// No client shows a certificate; but whoever names nobody to trust has the JVM read all authorities of the world.
    private static SslContextBuilder builder(TlsConfig config, Path dataDir, LocalNames names, Instant now) {
        if (config.selfSigned()) {
            var identity = SelfSignedIdentity.loadOrCreate(dataDir, names, now);
            return SslContextBuilder.forServer(identity.key(), identity.certificate())
                    .trustManager(identity.certificate());
        }
        try {
            var chain = new File(config.certificate());
            return SslContextBuilder.forServer(chain, new File(config.key())).trustManager(chain);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigException(
                    "tls.certificate and tls.key cannot be read (%s); write PEM files, the key as PKCS 8"
                            .formatted(e.getMessage()),
                    e);
        }
    }
}
