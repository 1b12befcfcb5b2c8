package callbox.server.http;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A file of the page in memory, plain and as the build compressed it.
///
/// @param compressed by content coding (RFC 9110, section 8.4.1): `br` and `gzip` where the build made them
/// @param etag strong, with quotes; the same for all codings is wrong (RFC 9110, section 8.8.3), so the coding is added on use
/// @param immutable the name holds a hash of the content, so it never changes
record Asset(String contentType, ByteBuffer plain, Map<String, ByteBuffer> compressed, String etag, boolean immutable) {
    /// Smallest first; a browser that offers both gets the first.
    private static final List<String> PREFERRED = List.of("br", "gzip");

    /// The page's build puts an eight-character hash before the extension: `assets/index-BxK2_9aZ.js`.
    private static final Pattern HASHED = Pattern.compile("assets/.*-[A-Za-z0-9_-]{8}\\.[a-z0-9]+");

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("webp", "image/webp"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("txt", "text/plain; charset=utf-8"));

    /// @param path within the site, without a leading slash
    static Asset of(String path, ByteBuffer plain, Map<String, ByteBuffer> compressed) {
        var extension = path.substring(path.lastIndexOf('.') + 1);
        return new Asset(TYPES.getOrDefault(extension, "application/octet-stream"), plain, compressed, hash(plain),
                HASHED.matcher(path).matches());
    }

    /// The best coding that the client accepts.
    ///
    /// @param acceptEncoding the request's header, or empty
    String coding(String acceptEncoding) {
        for (var coding : PREFERRED) {
            if (compressed.containsKey(coding) && accepts(acceptEncoding, coding)) {
                return coding;
            }
        }
        return "identity";
    }

    ByteBuffer body(String coding) {
        return compressed.getOrDefault(coding, plain).duplicate();
    }

    String etag(String coding) {
        return "\"" + etag + "-" + coding + "\"";
    }

    /// `gzip;q=0` forbids (RFC 9110, section 12.5.3); other weights do not matter for a choice between two compressed forms.
    private static boolean accepts(String acceptEncoding, String coding) {
        for (var each : acceptEncoding.split(",", -1)) {
            var parts = each.strip().split("\\s*;\\s*", -1);
            if (parts[0].equals(coding)) {
                return parts.length == 1 || !parts[1].matches("q=0(\\.0*)?");
            }
        }
        return false;
    }

    private static String hash(ByteBuffer content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(content.duplicate());
            return Base64.getUrlEncoder().encodeToString(digest.digest()).substring(0, 22);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
