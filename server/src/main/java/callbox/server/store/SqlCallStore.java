package callbox.server.store;

import callbox.call.Call;
import callbox.call.CallEffect;
import callbox.call.CallEffect.BusyChanged;
import callbox.call.CallEffect.HistoryAdded;
import callbox.call.CallEnd;
import callbox.call.CallId;
import callbox.call.CallOutcome.Changed;
import callbox.call.CallStore;
import callbox.call.LinkId;
import callbox.call.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/// Calls in SQL: see `db/migration/V1__calls.sql`. Thread-safe; methods block.
///
/// What may not be true twice is a key there (`call.id`, `line.user_id`, the live call of a link), so a commit that would break a rule
/// finds a row in its way, is rolled back and reported as overtaken.
public final class SqlCallStore implements CallStore {
    private static final String COLUMNS = "c.id, c.version, c.media, c.link_id, c.participants, c.created_at, c.answered_at, "
            + "c.ended_at, c.end_reason, c.deadline";

    private final Database database;

    public SqlCallStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean commit(Changed change) {
        return database.writes().inTransaction(transaction -> {
            boolean stored = storeCall(transaction, change.call()) && moveLines(transaction, change);
            if (stored) {
                writeHistory(transaction, change);
            } else {
                transaction.rollback();
            }
            return stored;
        });
    }

    private static boolean storeCall(Handle transaction, Call call) {
        String sql = call.version() == 1
                ? """
                        INSERT INTO call (id, version, media, link_id, participants, created_at, answered_at, ended_at,
                            end_reason, deadline)
                        VALUES (:id, :version, :media, :link, :participants, :createdAt, :answeredAt, :endedAt,
                            :endReason, :deadline)
                        ON CONFLICT DO NOTHING"""
                : """
                        UPDATE call SET version = :version, media = :media, participants = :participants,
                            answered_at = :answeredAt, ended_at = :endedAt, end_reason = :endReason, deadline = :deadline
                        WHERE id = :id AND version = :version - 1""";
        try (Update update = transaction.createUpdate(sql)) {
            CallEnd end = call.end();
            LinkId link = call.link();
            return update.bind("id", call.id().value())
                    .bind("version", call.version())
                    .bind("media", call.media().word())
                    .bind("link", link == null ? null : link.value())
                    .bind("participants", ParticipantsJson.write(call.participants()))
                    .bind("createdAt", call.createdAt().toEpochMilli())
                    .bind("answeredAt", Columns.millis(call.answeredAt()))
                    .bind("endedAt", end == null ? null : end.at().toEpochMilli())
                    .bind("endReason", end == null ? null : end.reason().word())
                    .bind("deadline", Columns.millis(call.deadline()))
                    .execute() == 1;
        }
    }

    /// In the order of the users, so that two transactions that want the same two lines do not wait for each other in a circle.
    private static boolean moveLines(Handle transaction, Changed change) {
        return change.effects().stream()
                .filter(BusyChanged.class::isInstance)
                .map(BusyChanged.class::cast)
                .sorted(Comparator.comparing(moved -> moved.user().value()))
                .allMatch(moved -> moveLine(transaction, moved, change.call().id()));
    }

    private static boolean moveLine(Handle transaction, BusyChanged moved, CallId call) {
        String sql = moved.busy()
                ? "INSERT INTO line (user_id, call_id) VALUES (?, ?) ON CONFLICT DO NOTHING"
                : "DELETE FROM line WHERE user_id = ? AND call_id = ?";
        return transaction.execute(sql, moved.user().value(), call.value()) == 1;
    }

    private static void writeHistory(Handle transaction, Changed change) {
        for (CallEffect effect : change.effects()) {
            if (effect instanceof HistoryAdded(var user, var entry)) {
                SqlHistoryStore.write(transaction, user, entry);
            }
        }
    }

    @Override
    public Optional<Call> find(CallId id) {
        return findOne("SELECT " + COLUMNS + " FROM call c WHERE c.id = ?", id.value());
    }

    @Override
    public Optional<Call> liveCallOf(UserId user) {
        return findOne(
                "SELECT " + COLUMNS + " FROM line l JOIN call c ON c.id = l.call_id WHERE l.user_id = ?", user.value());
    }

    @Override
    public Optional<Call> liveCallOf(LinkId link) {
        return findOne("SELECT " + COLUMNS + " FROM call c WHERE c.link_id = ? AND c.ended_at IS NULL", link.value());
    }

    @Override
    public List<CallId> due(Instant now, int limit) {
        return ids("SELECT id FROM call WHERE deadline <= ? ORDER BY deadline, id LIMIT ?", now.toEpochMilli(), limit);
    }

    @Override
    public List<CallId> live(@Nullable CallId after, int limit) {
        return ids("SELECT id FROM call WHERE ended_at IS NULL AND id > ? ORDER BY id LIMIT ?",
                after == null ? "" : after.value(), limit);
    }

    private Optional<Call> findOne(String sql, String key) {
        return database.reads().withHandle(
                handle -> handle.select(sql, key).map((row, _) -> call(row)).findOne());
    }

    private List<CallId> ids(String sql, Object from, int limit) {
        return database.reads().withHandle(
                handle -> handle.select(sql, from, limit).map((row, _) -> new CallId(row.getString("id"))).list());
    }

    private static Call call(ResultSet row) throws SQLException {
        String link = row.getString("link_id");
        Instant endedAt = Columns.optionalInstant(row, "ended_at");
        return new Call(
                new CallId(row.getString("id")),
                row.getLong("version"),
                Words.media(row.getString("media")),
                link == null ? null : new LinkId(link),
                ParticipantsJson.read(row.getString("participants")),
                Columns.instant(row, "created_at"),
                Columns.optionalInstant(row, "answered_at"),
                endedAt == null ? null : new CallEnd(endedAt, Words.endReason(row.getString("end_reason"))),
                Columns.optionalInstant(row, "deadline"));
    }
}
