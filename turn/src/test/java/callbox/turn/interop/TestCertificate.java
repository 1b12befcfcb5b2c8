package callbox.turn.interop;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Path;
import java.util.List;

/// A certificate for localhost, made by OpenSSL.
public final class TestCertificate {
    private TestCertificate() {
    }

    /// PEM files `cert.pem` and `key.pem` in the directory.
    public static void write(Path directory) {
        ExternalProgram.run(List.of("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout",
                directory.resolve("key.pem").toString(), "-out", directory.resolve("cert.pem").toString()));
    }

    public static SslContext context(Path directory) throws Exception {
        write(directory);
        return SslContextBuilder
                .forServer(directory.resolve("cert.pem").toFile(), directory.resolve("key.pem").toFile()).build();
    }
}
