package callbox.system.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds programs on the PATH, as a shell does.
final class Executables {

    private Executables() {
    }

    static Path find(String name) {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin");
        return Stream.of(path.split(Pattern.quote(File.pathSeparator))).map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable).findFirst()
                .orElseThrow(
                        () -> new BrowserException(name + " is not installed: ./test installs what the tests need"));
    }
}
