package callbox.server.store;

import callbox.call.CallStore;
import callbox.call.HistoryContract;
import callbox.call.HistoryStore;
import callbox.call.LinkContract;
import callbox.call.LinkStore;
import callbox.call.RaceContract;
import callbox.call.StoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/// The stores on SQLite keep to the contracts of the call engine.
class SqliteStoreTest {
    @TempDir
    Path folder;

    private Database database;

    @BeforeEach
    void open() {
        database = Database.sqlite(folder.resolve("callbox.db"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Nested
    class Calls extends StoreContract {
        @Override
        protected CallStore calls() {
            return new SqlCallStore(database);
        }
    }

    @Nested
    class Log extends HistoryContract {
        @Override
        protected CallStore calls() {
            return new SqlCallStore(database);
        }

        @Override
        protected HistoryStore history() {
            return new SqlHistoryStore(database);
        }
    }

    @Nested
    class Links extends LinkContract {
        @Override
        protected LinkStore links() {
            return new SqlLinkStore(database);
        }
    }

    @Nested
    class Races extends RaceContract {
        @Override
        protected CallStore calls() {
            return new SqlCallStore(database);
        }

        @Override
        protected LinkStore links() {
            return new SqlLinkStore(database);
        }
    }
}
