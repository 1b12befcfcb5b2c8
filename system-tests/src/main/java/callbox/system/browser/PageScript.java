package callbox.system.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// JavaScript for pages, in files beside the classes that speak to it.
public final class PageScript {

    private PageScript() {
    }

    /// The source of a script.
    ///
    /// @param owner the class that it lies beside
    public static String beside(Class<?> owner, String name) {
        try (var source = Objects.requireNonNull(owner.getResourceAsStream(name), name)) {
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
