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

    private ServerTls() {}

    /// @throws InvalidConfigException when a configured file cannot be used
    public static SslContext context(TlsConfig config, Path dataDir, LocalNames names, Instant now) {
        try {
            return builder(config, dataDir, names, now).protocols(PROTOCOLS).build();
        } catch (SSLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SslContextBuilder builder(TlsConfig config, Path dataDir, LocalNames names, Instant now) {
        if (config.selfSigned()) {
            var identity = SelfSignedIdentity.loadOrCreate(dataDir, names, now);
            return SslContextBuilder.forServer(identity.key(), identity.certificate());
        }
        try {
            return SslContextBuilder.forServer(new File(config.certificate()), new File(config.key()));
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigException(
                    "tls.certificate and tls.key cannot be read (%s); write PEM files, the key as PKCS 8"
                            .formatted(e.getMessage()),
                    e);
        }
    }
}
