package callbox.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.call.UserId;
import callbox.server.account.DisplayName;
import callbox.server.account.Profile;
import callbox.server.account.SecretHash;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlUserStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final SecretHash ANN = new SecretHash("a".repeat(64));
    private static final SecretHash BOB = new SecretHash("b".repeat(64));

    @TempDir
    Path folder;

    private Database database;
    private SqlUserStore users;

    @BeforeEach
    void open() {
        database = Database.sqlite(folder.resolve("callbox.db"));
        users = new SqlUserStore(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aSecretIsTheSameUserEachTime() {
        Profile first = users.findOrCreate(ANN, NOW);

        assertThat(first.name()).isNull();
        assertThat(users.findOrCreate(ANN, NOW.plusSeconds(60))).isEqualTo(first);
        assertThat(users.findOrCreate(BOB, NOW).id()).isNotEqualTo(first.id());
    }

    @Test
    void aNameIsKept() {
        UserId ann = users.findOrCreate(ANN, NOW).id();

        users.rename(ann, DisplayName.parse("Ann <b>\"安").orElseThrow());

        assertThat(users.find(ann)).contains(new Profile(ann, "Ann <b>\"安"));
        assertThat(users.findOrCreate(ANN, NOW).name()).isEqualTo("Ann <b>\"安");
    }

    @Test
    void aStrangerIsNotFound() {
        assertThat(users.find(new UserId("u_0"))).isEmpty();
    }

    @Test
    void aVisitPutsTheForgettingOff() {
        UserId ann = users.findOrCreate(ANN, NOW).id();
        UserId bob = users.findOrCreate(BOB, NOW).id();
        users.findOrCreate(ANN, NOW.plusSeconds(10));

        new Pruning(database).prune(NOW.plus(Pruning.RETENTION).plusSeconds(5));

        assertThat(users.find(ann)).isPresent();
        assertThat(users.find(bob)).isEmpty();
    }
}
