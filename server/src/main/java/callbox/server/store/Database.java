package callbox.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/// The database of one process. Thread-safe.
///
/// SQLite in WAL mode: readers see the last commit and never wait; writers take turns, on one connection of their own, so that they
/// queue here instead of polling a locked file. A killed process loses no commit. A power failure may lose the commits of the last
/// moments, since `synchronous=NORMAL` does not wait for the disk, but never breaks the file.
public final class Database implements AutoCloseable {

    /// Reads take microseconds; more connections would wait for the same cores.
    private static final int READERS = 4;

    /// Whoever waits so long for a connection, or for another process that has the file, is better told.
    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(5);

    private final HikariDataSource readers;
    private final HikariDataSource writer;
    private final Jdbi reads;
    private final Jdbi writes;

    private Database(HikariDataSource readers, HikariDataSource writer) {
        this.readers = readers;
        this.writer = writer;
        this.reads = Jdbi.create(readers);
        this.writes = Jdbi.create(writer);
    }

    /// Opens the file, or makes it and the folders above it, and brings it to the newest schema.
    public static Database sqlite(Path file) {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a database is a file in a folder");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder of the database " + file, e);
        }
        SqliteLibrary.keepIn(folder);
        Flyway.configure().dataSource(source(file)).load().migrate();
        return new Database(pool("database-reader", source(file), READERS), pool("database-writer", source(file), 1));
    }

    private static DataSource source(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.NORMAL);
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        config.setBusyTimeout(Math.toIntExact(BUSY_TIMEOUT.toMillis()));
        config.enforceForeignKeys(true);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private static HikariDataSource pool(String name, DataSource source, int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(source);
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(BUSY_TIMEOUT.toMillis());
        return new HikariDataSource(config);
    }

    /// For statements that change nothing.
    Jdbi reads() {
        return reads;
    }

    /// For everything else.
    Jdbi writes() {
        return writes;
    }

    @Override
    public void close() {
        readers.close();
        writer.close();
    }
}
