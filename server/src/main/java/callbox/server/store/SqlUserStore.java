package callbox.server.store;

import callbox.call.UserId;
import callbox.server.account.DisplayName;
import callbox.server.account.Profile;
import callbox.server.account.SecretHash;
import callbox.server.account.UserStore;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Users in SQL: see `db/migration/V2__users.sql`. Thread-safe; methods block.
public final class SqlUserStore implements UserStore {
    private static final int ID_BYTES = 16;

    private final Database database;
    private final SecureRandom random = new SecureRandom();

    public SqlUserStore(Database database) {
        this.database = database;
    }

    @Override
    public Profile findOrCreate(SecretHash hash, Instant now) {
        return database.writes().inTransaction(transaction -> {
            transaction.execute("""
                    INSERT INTO users (id, secret_hash, created_at, last_seen_at) VALUES (?, ?, ?, ?)
                    ON CONFLICT (secret_hash) DO UPDATE SET last_seen_at = excluded.last_seen_at""",
                    newId(), hash.hex(), now.toEpochMilli(), now.toEpochMilli());
            return find(transaction, "secret_hash", hash.hex()).orElseThrow();
        });
    }

    private String newId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return "u_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public Optional<Profile> find(UserId id) {
        return database.reads().withHandle(handle -> find(handle, "id", id.value()));
    }

    private static Optional<Profile> find(Handle handle, String column, String value) {
        return handle.select("SELECT id, name FROM users WHERE " + column + " = ?", value)
                .map((row, _) -> profile(row))
                .findOne();
    }

    private static Profile profile(ResultSet row) throws SQLException {
        return new Profile(new UserId(row.getString("id")), row.getString("name"));
    }

    @Override
    public void rename(UserId id, DisplayName name) {
        database.writes().useHandle(handle -> handle.execute(
                "UPDATE users SET name = ? WHERE id = ?", name.value(), id.value()));
    }
}
