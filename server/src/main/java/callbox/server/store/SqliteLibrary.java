package callbox.server.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;
import org.sqlite.util.OSInfo;

/// Where SQLite's native library lies. By itself the driver unpacks it into the temporary folder under a new name at each start, and a process that is killed
/// leaves it there, a megabyte each time.
final class SqliteLibrary {
    private static final Logger log = LoggerFactory.getLogger(SqliteLibrary.class);

    /// The driver's own setting: the folder in which it looks first.
    private static final String PATH = "org.sqlite.lib.path";

    private SqliteLibrary() {}

    /// Unpacks it into a folder of this one, once for each version and kind of machine, unless the setting says where another one is. Where that fails the driver
    /// does as it would without.
    static void keepIn(Path folder) {
        if (System.getProperty(PATH) != null) {
            return;
        }
        String name = LibraryLoaderUtil.getNativeLibName();
        Path home = folder.resolve("sqlite-" + SQLiteJDBCLoader.getVersion())
                .resolve(OSInfo.getNativeLibFolderPathForCurrentOS());
        try {
            if (Files.exists(home.resolve(name)) || unpack(home, name)) {
                System.setProperty(PATH, home.toString());
            }
        } catch (IOException e) {
            log.warn("SQLite's library cannot be kept in {}", home, e);
        }
    }

    /// Whether the driver has one for this machine. Whole or not at all, also where the process is killed meanwhile.
    private static boolean unpack(Path home, String name) throws IOException {
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        try (InputStream library = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            if (library == null) {
                return false;
            }
            Files.createDirectories(home);
            Path part = Files.createTempFile(home, name, ".part");
            Files.copy(library, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, home.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            return true;
        }
    }
}
