package callbox.bench.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Scripts beside the classes.
final class Resources {

    private Resources() {
    }

    static String text(String name) {
        try (var source = Objects.requireNonNull(Resources.class.getResourceAsStream(name))) {
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
