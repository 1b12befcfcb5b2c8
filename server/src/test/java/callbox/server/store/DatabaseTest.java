package callbox.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    @TempDir
    Path folder;

    @Test
    void aNewFileIsMadeWithItsFoldersAndMigrated() {
        try (Database database = Database.sqlite(folder.resolve("a/b/callbox.db"))) {
            assertThat(tables(database)).contains("call", "line", "history", "link", "users");
        }
    }

    @Test
    void openingAgainKeepsWhatIsThere() {
        Path file = folder.resolve("callbox.db");
        try (Database database = Database.sqlite(file)) {
            database.writes().useHandle(handle -> handle.execute(
                    "INSERT INTO link (id, media, owner_id, created_at, used_at) VALUES ('l', 'audio', 'u', 1, 1)"));
        }
        try (Database database = Database.sqlite(file)) {
            assertThat(strings(database, "SELECT id FROM link")).containsExactly("l");
        }
    }

    @Test
    void theFileIsInWalModeSoThatReadersDoNotWait() {
        try (Database database = Database.sqlite(folder.resolve("callbox.db"))) {
            assertThat(strings(database, "PRAGMA journal_mode")).containsExactly("wal");
            database.writes().useTransaction(writing -> {
                writing.execute(
                        "INSERT INTO link (id, media, owner_id, created_at, used_at) VALUES ('l', 'audio', 'u', 1, 1)");
                assertThat(strings(database, "SELECT id FROM link")).isEmpty();
            });
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws Exception {
        Path file = Files.createFile(folder.resolve("occupied"));

        assertThatThrownBy(() -> Database.sqlite(file.resolve("callbox.db")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
    }

    private static List<String> tables(Database database) {
        return strings(database, "SELECT name FROM sqlite_master WHERE type = 'table'");
    }

    private static List<String> strings(Database database, String sql) {
        return database.reads().withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
    }
}
