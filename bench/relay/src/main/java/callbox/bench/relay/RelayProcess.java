package callbox.bench.relay;

import callbox.stun.IpAddress;
import callbox.turn.StandaloneRelay;
import callbox.turn.TurnConfig;
import callbox.turn.policy.Cidr;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A relay in a process of its own, and what the kernel says about that process.
final class RelayProcess implements AutoCloseable {
    static final String SECRET = "north";
    static final String REALM = "callbox.test";
    static final int PORT = 34_780;
    private static final long TICKS_PER_SECOND = 100;

    /// The flags that the server is started with.
    private static final Path JAVA_ARGS = Path.of("dist", "java.args").toAbsolutePath();

    private final Kind kind;
    private final Process process;

    private RelayProcess(Kind kind, Process process) {
        this.kind = kind;
        this.process = process;
    }

    /// Which program.
    enum Kind {
        CALLBOX,
        COTURN
    }

    static RelayProcess start(Kind kind) throws IOException {
        List<String> command = switch (kind) {
            case CALLBOX -> List.of(jdk("java"), "@" + JAVA_ARGS, "-Xmx256m", "-Xmn16m", "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                    RelayProcess.class.getName());
            case COTURN ->
                List.of("turnserver", "-n", "--use-auth-secret", "--static-auth-secret=" + SECRET, "-r", REALM,
                        "-L", "127.0.0.1", "-E", "127.0.0.1", "-p", String.valueOf(PORT), "--allow-loopback-peers",
                        "--no-cli",
                        "--no-tls", "--no-dtls", "--log-file", "/dev/null");
        };
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command));
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.INHERIT);
        return new RelayProcess(kind, builder.start());
    }

    private static String jdk(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    /// What is left over is given back, where that is not done at once.
    void collectGarbage() throws IOException {
        if (kind == Kind.CALLBOX) {
            new ProcessBuilder(jdk("jcmd"), String.valueOf(process.pid()), "GC.run")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().onExit().join();
        }
    }

    /// User and system time so far.
    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / (double) TICKS_PER_SECOND;
    }

    /// Resident memory.
    long residentKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:")).map(line -> line.replaceAll("\\D", "")).findFirst()
                .map(Long::parseLong).orElseThrow();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    /// Our relay, as this class's process runs it.
    public static void main(String[] args) throws InterruptedException {
        IpAddress loopback = IpAddress.parse("127.0.0.1").orElseThrow();
        TurnConfig config = TurnConfig.defaults(REALM)
                .withListen(new TurnConfig.Listen(List.of(loopback), PORT, OptionalInt.empty()))
                .withPeers(new TurnConfig.Peers(List.of(Cidr.parse("127.0.0.0/8")), List.of()))
                .withLimits(new TurnConfig.Limits(20_000, 20_000, 0, 1_000_000));
        new StandaloneRelay(config, SECRET, Optional.empty()).run();
    }
}
