package callbox.turn.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What tshark hears on loopback, and what its dissector thinks of it.
final class Capture {
    private final Process tshark;
    private final Path file;
    private final int[] ports;

    private Capture(Process tshark, Path file, int... ports) {
        this.tshark = tshark;
        this.file = file;
        this.ports = ports;
    }

    static Capture start(Path file, int... ports) throws IOException {
        String filter = IntStream.of(ports).mapToObj(port -> "port " + port).collect(Collectors.joining(" or "));
        Process tshark = ExternalProgram
                .start(List.of("tshark", "-q", "-i", "lo", "-f", filter, "-w", file.toString()));
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(file) && Files.size(file) > 0);
        return new Capture(tshark, file, ports);
    }

    /// Ends the capture; fails if the dissector finds a malformed packet, or too little to judge.
    void assertNothingMalformed() {
        tshark.destroy();
        try {
            tshark.waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(lines("stun && udp")).as("STUN over UDP").hasSizeGreaterThan(200);
        assertThat(lines("stun && tcp")).as("STUN over TCP").hasSizeGreaterThan(20);
        assertThat(lines("stun && _ws.malformed")).isEmpty();
    }

    private List<String> lines(String displayFilter) {
        List<String> command = new ArrayList<>(List.of("tshark", "-r", file.toString(), "-Y", displayFilter));
        for (int port : ports) {
            command.addAll(List.of("-d", "udp.port==" + port + ",stun", "-d", "tcp.port==" + port + ",stun"));
        }
        return Arrays.stream(ExternalProgram.run(command).split("\n"))
                .filter(line -> !line.isBlank() && !line.contains("Running as user")).toList();
    }
}
