package callbox.server.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/// The secret with which the relay's credentials are minted, kept as `relay-secret` and readable by its owner only. It is kept so
/// that credentials that devices hold survive a restart.
final class SharedSecret {
    static final String FILE = "relay-secret";

    /// As long as what HMAC-SHA1 makes of it (RFC 2104, section 3), and some more.
    private static final int BYTES = 32;

    private SharedSecret() {}

    /// The kept one, or a new one where there is none.
    ///
    /// @throws UncheckedIOException when the directory cannot be read or written
    static String loadOrCreate(Path dir) {
        try {
            var file = dir.resolve(FILE);
            var kept = Files.exists(file) ? Files.readString(file).strip() : "";
            return kept.isEmpty() ? create(file) : kept;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Written beside and moved into place, so that a crash leaves no half file; never readable by others, not for a moment.
    private static String create(Path file) throws IOException {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var part = file.resolveSibling(FILE + ".part");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(part, secret + "\n");
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return secret;
    }
}
