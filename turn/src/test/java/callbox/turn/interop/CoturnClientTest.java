package callbox.turn.interop;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.turn.TurnServer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// coturn's own clients (Debian's package `coturn`) against our relay, on epoll and on NIO. Their exit code is 0 even
/// when packets are lost, so the tests read what they print. While they talk, tshark captures.
@Tag("interop")
@Execution(ExecutionMode.CONCURRENT)
class CoturnClientTest {
    private static final String NO_LOSS = "Total lost packets 0 (";
    private static final int FIRST_PEER_PORT = 10_000;
    /// Linux gives the ports from here on to clients.
    private static final int FIRST_DYNAMIC_PORT = 32_768;

    private static TurnServer relay;
    private static TurnServer nioRelay;
    private static EventLoopGroup nio;
    private static Process peer;
    private static int peerPort;
    private static Capture capture;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        relay = RunningRelay.start(TestCertificate.context(directory), Optional.empty());
        nio = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        nioRelay = RunningRelay.start(TestCertificate.context(directory), Optional.of(nio));
        capture = Capture.start(directory.resolve("turn.pcap"), port(relay), port(nioRelay));
        peerPort = freePorts();
        peer = ExternalProgram.start(List.of("turnutils_peer", "-L", "127.0.0.1", "-L", "::1", "-p",
                String.valueOf(peerPort)));
    }

    @AfterAll
    static void stop() {
        peer.destroyForcibly();
        relay.close();
        nioRelay.close();
        nio.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        capture.assertNothingMalformed();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "-n 100 -m 4", // UDP, channels, EVEN-PORT with reservations
        "-n 100 -m 4 -s", // Send indications
        "-n 50 -m 2 -t", "-n 50 -m 2 -t -s", // TCP
        "-n 50 -m 2 -y", // relay to relay
        "-n 50 -m 2 -y -c -Z", // dual allocation
        "-n 50 -m 2 -M", // mobility
        "-n 50 -m 2 -g -s", // DONT-FRAGMENT
        "-n 50 -m 2 -x -y", // IPv6 relays
        "-n 20 -m 2 -l 1400 -G"}) // large packets, repeated requests
    void losesNothing(String flags) {
        assertThat(uclient(relay, RunningRelay.SECRET, flags, "127.0.0.1")).contains(NO_LOSS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-n 50 -m 2 -x", "-n 50 -m 2 -x -t", "-n 50 -m 2 -x -s"})
    void losesNothingOverIpv6(String flags) {
        assertThat(uclient(relay, RunningRelay.SECRET, flags, "::1")).contains(NO_LOSS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-n 50 -m 2 -t -S", "-n 50 -m 2 -t -S -s"})
    void losesNothingOverTls(String flags) {
        assertThat(uclient(relay, RunningRelay.SECRET, flags, "127.0.0.1")).contains(NO_LOSS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-n 50 -m 2", "-n 50 -m 2 -s", "-n 50 -m 2 -t", "-n 50 -m 2 -t -S"})
    void losesNothingWithoutEpoll(String flags) {
        assertThat(uclient(nioRelay, RunningRelay.SECRET, flags, "127.0.0.1")).contains(NO_LOSS);
    }

    /// RFC 6062. coturn's client takes what it finds in its socket for a message, and counts one that comes in two parts as lost
    /// (seen with strace: 59 times 100 bytes, then 24 and 76). So this is also a test that the relay does not part what came
    /// together, on a machine that lets messages pile up too.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tcpAllocationsCarryData(boolean epoll) {
        assertThat(uclient(epoll ? relay : nioRelay, RunningRelay.SECRET, "-n 50 -m 2 -T", "127.0.0.1"))
                .contains(NO_LOSS);
    }

    @Test
    void aWrongSecretFails() {
        assertThat(uclient(relay, "south", "-n 5", "127.0.0.1")).doesNotContain("Total lost packets")
                .containsIgnoringCase("error");
    }

    private static String uclient(TurnServer server, String secret, String flags, String address) {
        boolean tls = flags.contains("-S");
        List<String> command = new ArrayList<>(
                List.of("turnutils_uclient", "-W", secret, "-u", "interop", "-e", address,
                        "-r", String.valueOf(peerPort), "-p",
                        String.valueOf(tls ? server.tlsAddresses().getFirst().port() : portOf(server, address))));
        command.addAll(List.of(flags.split(" ")));
        command.add(address);
        return ExternalProgram.run(command);
    }

    private static int portOf(TurnServer server, String address) {
        return server.addresses().stream().filter(a -> a.ip().toString().equals(address)).findFirst().orElseThrow()
                .port();
    }

    private static int port(TurnServer server) {
        return server.addresses().getFirst().port();
    }

    /// The echoing peer takes two ports in a row, of those that no system gives to clients by itself.
    private static int freePorts() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PEER_PORT, FIRST_DYNAMIC_PORT - 1);
            try (DatagramSocket _ = new DatagramSocket(port, InetAddress.getLoopbackAddress());
                    DatagramSocket _ = new DatagramSocket(port + 1, InetAddress.getLoopbackAddress())) {
                return port;
            } catch (BindException _) {
                // One of them was taken: another pair.
            }
        }
    }
}
