package callbox.server.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The page: every file of a class path folder, read into memory at start. Immutable.
///
/// What is not a file of it does not exist, so no path of a request ever reaches a file system.
public final class StaticSite {
    /// Addresses that the page itself routes: the lobby, and a link's page (docs/PROTOCOL.md, Links).
    private static final Pattern PAGE = Pattern.compile("/|/l/[A-Za-z0-9_-]{1,64}");

    private static final String DOCUMENT = "index.html";
    private static final Map<String, String> CODINGS = Map.of(".br", "br", ".gz", "gzip");

    private final Map<String, Asset> assets;

    private StaticSite(Map<String, Asset> assets) {
        this.assets = Map.copyOf(assets);
    }

    /// @param folder a folder of the class path that holds `index.html`
    /// @throws IllegalStateException when there is none
    public static StaticSite fromClassPath(String folder) {
        var document = StaticSite.class.getClassLoader().getResource(folder + "/" + DOCUMENT);
        if (document == null) {
            throw new IllegalStateException("the page is not on the class path: no " + folder + "/" + DOCUMENT);
        }
        try {
            var uri = document.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return read(Path.of(uri).resolveSibling(""));
            }
            var jar = URI.create(uri.toString().substring(0, uri.toString().indexOf("!/")));
            try (var files = FileSystems.newFileSystem(jar, Map.of())) {
                return read(files.getPath("/" + folder));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static StaticSite read(Path root) throws IOException {
        var plain = new HashMap<String, ByteBuffer>();
        var compressed = new HashMap<String, Map<String, ByteBuffer>>();
        try (var files = Files.walk(root)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = root.relativize(file).toString().replace('\\', '/');
                var body = ByteBuffer.wrap(Files.readAllBytes(file)).asReadOnlyBuffer();
                var coding = CODINGS.get(name.substring(Math.max(0, name.length() - 3)));
                if (coding == null) {
                    plain.put(name, body);
                } else {
                    compressed.computeIfAbsent(name.substring(0, name.length() - 3), _ -> new HashMap<>())
                            .put(coding, body);
                }
            }
        }
        var assets = new HashMap<String, Asset>();
        plain.forEach((name, body) -> assets.put("/" + name,
                Asset.of(name, body, Map.copyOf(compressed.getOrDefault(name, Map.of())))));
        return new StaticSite(assets);
    }

    /// @param path of the request, without query
    Optional<Asset> find(String path) {
        return Optional.ofNullable(assets.get(PAGE.matcher(path).matches() ? "/" + DOCUMENT : path));
    }
}
