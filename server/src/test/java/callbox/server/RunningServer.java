package callbox.server;

import callbox.server.config.CallboxConfig;
import callbox.server.config.ConfigLoader;
import callbox.server.relay.EmbeddedRelay;
import callbox.server.tls.LocalNames;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// A whole server on a free port of the loopback address, with real sockets, threads, time and database.
public final class RunningServer implements AutoCloseable {
    private final Server server;
    private final HttpClient http = HttpClient.newHttpClient();

    /// @param settings by full key (`http.allowed-origins`)
    public RunningServer(Path dataDir, Map<String, Object> settings) {
        var all = new HashMap<>(settings);
        all.put("http.host", "127.0.0.1");
        all.put("http.port", 0);
        all.putIfAbsent("relay.host", "127.0.0.1");
        all.put("data-dir", dataDir.toString());
        CallboxConfig config = ConfigLoader.load(null, all);
        try {
            server = Server.start(config, LocalNames.ofThisMachine());
        } catch (BindException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.port();
    }

    public EmbeddedRelay relay() {
        return server.relay().orElseThrow();
    }

    public HttpClient http() {
        return http;
    }

    /// A client that has not connected yet.
    public TestClient client(String name) {
        return new TestClient(http, address(), name);
    }

    /// A client that knew another server with the same data, and has said hello to this one.
    public TestClient back(TestClient client) {
        var same = client.at(http, address());
        same.connect();
        same.hello();
        return same;
    }

    private String address() {
        return "ws://localhost:" + port() + "/ws";
    }

    /// A client that has said hello.
    public TestClient online(String name) {
        var client = client(name);
        client.connect();
        client.hello();
        return client;
    }

    @Override
    public void close() {
        server.close();
        http.close();
    }
}
