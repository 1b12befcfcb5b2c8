package callbox.turn;

import callbox.turn.credential.RestCredentials;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLException;

/// The whole process of `callbox turn`: a relay for a tier of its own, whose credentials others mint with the same secret.
///
/// @param secret shared with whoever mints credentials; see [RestCredentials]
/// @param certificate for the TLS port, if there is one
public record StandaloneRelay(TurnConfig config, String secret, Optional<Certificate> certificate) {

    /// Files in PEM format.
    ///
    /// @param chain the certificate and those above it
    /// @param key its private key, unencrypted PKCS #8
    public record Certificate(Path chain, Path key) {
    }

    /// Starts the relay.
    ///
    /// @throws TurnStartException with a sentence that says what to change
    public TurnServer start() {
        if (secret.isEmpty()) {
            throw new TurnStartException(
                    "the relay needs the secret that its credentials are minted with; give it one");
        }
        RestCredentials credentials = new RestCredentials(secret, config.realm(), Clock.systemUTC());
        return TurnServer.start(config, credentials, certificate.map(StandaloneRelay::tls), Optional.empty());
    }

    /// Runs until the process is told to end.
    ///
    /// @throws TurnStartException with a sentence that says what to change
    public void run() throws InterruptedException {
        TurnServer server = start();
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            stopped.countDown();
        }, "turn-stop"));
        stopped.await();
    }

    private static SslContext tls(Certificate certificate) {
        for (Path file : new Path[]{certificate.chain(), certificate.key()}) {
            if (!Files.isReadable(file)) {
                throw new TurnStartException("the relay cannot read " + file + "; name the certificate's PEM files");
            }
        }
        try {
            return SslContextBuilder.forServer(certificate.chain().toFile(), certificate.key().toFile()).build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new TurnStartException("the relay cannot use the certificate " + certificate.chain() + ": "
                    + e.getMessage(), e);
        }
    }
}
