package callbox.server.store;

import callbox.call.Link;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// Takes out what nobody looks at any more. To be run every few minutes. Thread-safe; methods block.
public final class Pruning {

    /// How long a call is remembered after its end, and a user after the last visit: half a year of a call log is more than
    /// anybody scrolls through, and people should not have to ask for the rest to be forgotten.
    public static final Duration RETENTION = Duration.ofDays(180);

    /// Rows of each table in one transaction: some milliseconds, for which other writers wait.
    static final int BATCH = 500;

    private final Database database;

    public Pruning(Database database) {
        this.database = database;
    }

    /// Removes one batch of each kind.
    ///
    /// @return how many rows were removed; 0 when there is nothing more to do
    public int prune(Instant now) {
        long old = now.minus(RETENTION).toEpochMilli();
        long unused = now.minus(Link.LIFETIME).toEpochMilli();
        return database.writes().inTransaction(transaction -> {
            int calls = delete(transaction, "call", "ended_at < ?", old);
            int links = delete(transaction, "link", "used_at < ?", unused);
            int users = delete(transaction, "users", "last_seen_at < ?", old);
            return calls + links + users + deleteHistory(transaction, old);
        });
    }

    private static int delete(Handle transaction, String table, String which, long before) {
        String sql = "DELETE FROM %1$s WHERE id IN (SELECT id FROM %1$s WHERE %2$s LIMIT ?)".formatted(table, which);
        return transaction.execute(sql, before, BATCH);
    }

    private static int deleteHistory(Handle transaction, long before) {
        String sql = """
                DELETE FROM history WHERE (user_id, call_id) IN (
                    SELECT user_id, call_id FROM history WHERE ended_at < ? LIMIT ?)""";
        return transaction.execute(sql, before, BATCH);
    }
}
