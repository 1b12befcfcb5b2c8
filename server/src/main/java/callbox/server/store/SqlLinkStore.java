package callbox.server.store;

import callbox.call.Link;
import callbox.call.LinkId;
import callbox.call.LinkStore;
import callbox.call.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// Links in SQL: see `link` in `db/migration/V1__calls.sql`. Thread-safe; methods block.
public final class SqlLinkStore implements LinkStore {
    private final Database database;

    public SqlLinkStore(Database database) {
        this.database = database;
    }

    @Override
    public void create(Link link) {
        database.writes().useHandle(handle -> handle.execute(
                "INSERT INTO link (id, media, owner_id, created_at, used_at) VALUES (?, ?, ?, ?, ?)",
                link.id().value(),
                link.media().word(),
                link.owner().value(),
                link.createdAt().toEpochMilli(),
                link.usedAt().toEpochMilli()));
    }

    @Override
    public Optional<Link> find(LinkId id) {
        return database.reads().withHandle(handle -> handle
                .select("SELECT * FROM link WHERE id = ?", id.value())
                .map((row, _) -> link(row))
                .findOne());
    }

    private static Link link(ResultSet row) throws SQLException {
        return new Link(
                new LinkId(row.getString("id")),
                Words.media(row.getString("media")),
                new UserId(row.getString("owner_id")),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "used_at"));
    }

    @Override
    public void touch(LinkId id, Instant usedAt) {
        database.writes().useHandle(handle -> handle.execute(
                "UPDATE link SET used_at = ? WHERE id = ?", usedAt.toEpochMilli(), id.value()));
    }
}
