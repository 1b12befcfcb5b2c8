package callbox.server.store;

import callbox.call.CallId;
import callbox.call.HistoryCursor;
import callbox.call.HistoryEntry;
import callbox.call.HistoryPage;
import callbox.call.HistoryStore;
import callbox.call.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/// Call logs in SQL: see `history` in `db/migration/V1__calls.sql`. Thread-safe; methods block.
public final class SqlHistoryStore implements HistoryStore {
    private final Database database;

    public SqlHistoryStore(Database database) {
        this.database = database;
    }

    /// Writes an entry in the transaction that ends the user's part in the call.
    static void write(Handle transaction, UserId user, HistoryEntry entry) {
        String sql = """
                INSERT INTO history (user_id, call_id, media, direction, companions, created_at, answered_at, ended_at,
                    reason, missed, seen)
                VALUES (:user, :call, :media, :direction, :companions, :createdAt, :answeredAt, :endedAt,
                    :reason, :missed, 0)
                ON CONFLICT (user_id, call_id) DO UPDATE SET media = excluded.media, direction = excluded.direction,
                    companions = excluded.companions, answered_at = excluded.answered_at, ended_at = excluded.ended_at,
                    reason = excluded.reason, missed = excluded.missed, seen = 0""";
        try (Update update = transaction.createUpdate(sql)) {
            update.bind("user", user.value())
                    .bind("call", entry.call().value())
                    .bind("media", entry.media().word())
                    .bind("direction", entry.direction().word())
                    .bind("companions", CompanionsJson.write(entry.with()))
                    .bind("createdAt", entry.createdAt().toEpochMilli())
                    .bind("answeredAt", Columns.millis(entry.answeredAt()))
                    .bind("endedAt", entry.endedAt().toEpochMilli())
                    .bind("reason", entry.reason().word())
                    .bind("missed", entry.missed() ? 1 : 0)
                    .execute();
        }
    }

    @Override
    public HistoryPage history(UserId user, @Nullable HistoryCursor before, int limit) {
        String from = before == null ? "" : "AND (ended_at, call_id) < (:endedAt, :call)";
        String sql = "SELECT * FROM history WHERE user_id = :user " + from
                + " ORDER BY ended_at DESC, call_id DESC LIMIT :limit";
        return database.reads().withHandle(handle -> {
            try (Query query = handle.createQuery(sql)) {
                query.bind("user", user.value()).bind("limit", limit + 1);
                if (before != null) {
                    query.bind("endedAt", before.endedAt().toEpochMilli()).bind("call", before.call().value());
                }
                return HistoryPage.of(query.map((row, _) -> entry(row)).list(), limit);
            }
        });
    }

    private static HistoryEntry entry(ResultSet row) throws SQLException {
        return new HistoryEntry(
                new CallId(row.getString("call_id")),
                Words.media(row.getString("media")),
                Words.role(row.getString("direction")),
                CompanionsJson.read(row.getString("companions")),
                Columns.instant(row, "created_at"),
                Columns.optionalInstant(row, "answered_at"),
                Columns.instant(row, "ended_at"),
                Words.endReason(row.getString("reason")),
                row.getInt("missed") == 1);
    }

    @Override
    public int missed(UserId user) {
        String sql = "SELECT COUNT(*) FROM history WHERE user_id = ? AND missed = 1 AND seen = 0";
        return database.reads().withHandle(
                handle -> handle.select(sql, user.value()).mapTo(Integer.class).one());
    }

    @Override
    public void markSeen(UserId user) {
        database.writes().useHandle(handle -> handle.execute(
                "UPDATE history SET seen = 1 WHERE user_id = ? AND missed = 1 AND seen = 0", user.value()));
    }
}
