package callbox.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.call.Call;
import callbox.call.CallId;
import callbox.call.Participant;
import callbox.call.UserId;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `kill -9` leaves: every call that was answered for is there, whole, and with both of its lines; and nothing else anywhere.
class KillTest {
    private static final int CALLS_BEFORE_THE_KILL = 200;

    @TempDir
    Path folder;

    @Test
    void aKilledProcessFindsEveryCallAgain() throws Exception {
        Path file = folder.resolve("callbox.db");
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        List<String> promised = placeCallsUntilKilled(file, temporary);

        assertThat(temporary).isEmptyDirectory();
        try (Database database = Database.sqlite(file)) {
            SqlCallStore calls = new SqlCallStore(database);
            assertThat(promised).hasSizeGreaterThanOrEqualTo(CALLS_BEFORE_THE_KILL);
            for (String id : promised) {
                Call call = calls.find(new CallId(id)).orElseThrow();
                assertThat(call.live()).isTrue();
                for (Participant participant : call.participants()) {
                    assertThat(calls.liveCallOf(participant.id())).contains(call);
                }
            }
            assertThat(calls.liveCallOf(new UserId("callee" + (promised.size() + 1)))).isEmpty();
            assertThat(integrity(database)).isEqualTo("ok");
        }
    }

    private static List<String> placeCallsUntilKilled(Path file, Path temporary) throws Exception {
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                KilledProcess.class.getName(),
                file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output = process.inputReader()) {
            List<String> promised = new ArrayList<>();
            String line = output.readLine();
            while (line != null) {
                if (line.startsWith("c")) {
                    promised.add(line);
                }
                if (promised.size() == CALLS_BEFORE_THE_KILL) {
                    process.toHandle().destroyForcibly();
                }
                line = output.readLine();
            }
            return promised;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static String integrity(Database database) {
        return database.reads().withHandle(
                handle -> handle.createQuery("PRAGMA integrity_check").mapTo(String.class).one());
    }
}
