package callbox.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.server.RunningServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class PageTest {
    private static final String SCRIPT = "/assets/index-BxK2_9aZ.js";

    @SuppressWarnings("NullAway.Init")
    private Path dataDir;
    @SuppressWarnings("NullAway.Init")
    private RunningServer server;

    @BeforeAll
    void start(@TempDir Path dir) {
        dataDir = dir;
        server = new RunningServer(dir, Map.of("http.trusted-proxies", List.of("127.0.0.1")));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/l/LsVbqK9m2TfXw0dRz8NcQA", "/?from=somewhere"})
    void documentIsServedWhereverThePageRoutes(String path) throws Exception {
        var response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(header(response, "cache-control")).isEqualTo("no-cache");
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("A page for tests");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing.js", "/assets", "/assets/", "/l/", "/l/a/b", "/../index.html",
        "/%2e%2e/index.html",
        "//index.html", "/index-BxK2_9aZ.js.gz", SCRIPT + ".gz", "/callbox/server/Main.class", "/l/%00"})
    void whatIsNotAFileOfThePageDoesNotExist(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void policyAllowsNoScriptFromElsewhereAndNone() throws Exception {
        var policy = header(get("/"), "content-security-policy");

        assertThat(policy)
                .isEqualTo("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ws://localhost:"
                        + server.port()
                        + "; img-src 'self' blob: data:; media-src 'self' blob:; font-src 'self'; worker-src 'self'; frame-src 'self'; "
                        + "manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", SCRIPT, "/healthz", "/missing", "/ws"})
    void everyAnswerHasTheSecurityHeaders(String path) throws Exception {
        var response = get(path);

        assertThat(header(response, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(header(response, "referrer-policy")).isEqualTo("no-referrer");
        assertThat(header(response, "cross-origin-opener-policy")).isEqualTo("same-origin");
        assertThat(header(response, "permissions-policy"))
                .contains("camera=(self), microphone=(self), display-capture=(self), "
                        + "speaker-selection=(self), screen-wake-lock=(self)");
        assertThat(header(response, "content-security-policy")).startsWith("default-src 'none'");
    }

    @Test
    void scriptIsServedCompressedAndForEver() throws Exception {
        var response = get(SCRIPT, "accept-encoding", "gzip, deflate");

        assertThat(header(response, "content-encoding")).isEqualTo("gzip");
        assertThat(header(response, "vary")).isEqualTo("accept-encoding");
        assertThat(header(response, "cache-control")).isEqualTo("public, max-age=31536000, immutable");
        try (var plain = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            assertThat(plain.readAllBytes()).isEqualTo(get(SCRIPT).body());
        }
    }

    @Test
    void refusedCodingIsNotUsed() throws Exception {
        assertThat(header(get(SCRIPT, "accept-encoding", "gzip;q=0"), "content-encoding")).isEmpty();
    }

    @Test
    void knownVersionIsNotSentAgain() throws Exception {
        var etag = header(get("/"), "etag");

        var again = get("/", "if-none-match", etag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void headGivesTheHeadersOnly() throws Exception {
        var response = send(request("/").HEAD().build());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "content-length")).isEqualTo(String.valueOf(get("/").body().length));
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE"})
    void otherMethodsAreRefused(String method) throws Exception {
        var response = send(request("/").method(method, HttpRequest.BodyPublishers.noBody()).build());

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(header(response, "allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void largeBodyIsRefused() throws Exception {
        var response = send(request("/").POST(HttpRequest.BodyPublishers.ofByteArray(new byte[100_000])).build());

        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void plainRequestFromAnotherMachineIsSentToHttps() throws Exception {
        var response = get("/l/abc?x=1", "x-forwarded-for", "192.168.1.7");

        assertThat(response.statusCode()).isEqualTo(308);
        assertThat(header(response, "location")).isEqualTo("https://localhost:" + server.port() + "/l/abc?x=1");
    }

    @Test
    void requestThatAProxyHasSecuredIsServed() throws Exception {
        assertThat(get("/", "x-forwarded-for", "192.168.1.7", "x-forwarded-proto", "https").statusCode())
                .isEqualTo(200);
    }

    @Test
    void healthIsAnsweredToEverybody() throws Exception {
        assertThat(get("/healthz", "x-forwarded-for", "192.168.1.7").statusCode()).isEqualTo(200);
    }

    @Test
    void samePortSpeaksTlsWithACertificateForThisMachine() throws Exception {
        try (var client = HttpClient.newBuilder().sslContext(trusting(dataDir.resolve("certificate.pem"))).build()) {
            for (var host : new String[]{"localhost", "127.0.0.1"}) {
                var uri = URI.create("https://" + host + ":" + server.port() + "/");

                var response = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());

                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(header(response, "content-security-policy")).contains("connect-src 'self' wss://" + host);
            }
        }
    }

    private static SSLContext trusting(Path certificate) throws Exception {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var in = Files.newInputStream(certificate)) {
            store.setCertificateEntry("callbox", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        var request = request(path);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path));
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return server.http().send(request, BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
