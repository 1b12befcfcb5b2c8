package callbox.server;

import static callbox.server.relay.CoturnPrograms.NO_LOSS;
import static callbox.server.relay.CoturnPrograms.client;
import static callbox.server.relay.CoturnPrograms.freePort;
import static org.assertj.core.api.Assertions.assertThat;

import callbox.server.relay.CoturnPrograms;
import callbox.server.tls.LocalNames;
import callbox.server.tls.SelfSignedIdentity;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `callbox turn` as a process of its own.
class TurnCommandTest {
    private static final String SECRET = "north";
    private static final String SECRET_VARIABLE = "CALLBOX_TURN_SECRET";
    private static final int STOP_SECONDS = 30;

    @TempDir
    Path dir = Path.of("");

    /// Credentials are minted by somebody else, with the same secret: coturn's client here.
    @Test
    void relaysWithItsFlags() throws Exception {
        SelfSignedIdentity.loadOrCreate(dir, LocalNames.ofThisMachine(), InstantSource.system().instant());
        int port = freePort();
        int tlsPort = freePort();
        var relay = turn("--host=127.0.0.1", "--port=" + port, "--tls-port=" + tlsPort, "--secret=" + SECRET,
                "--realm=relay.test", "--relay-ports=50000-50099", "--certificate=" + dir.resolve("certificate.pem"),
                "--key=" + dir.resolve("key.pem"));
        try (var output = relay.inputReader()) {
            awaitLine(output, "relay listens on");

            assertThat(challenge(port)).contains("relay.test");
            assertThat(client(port, "-W", SECRET, "-u", "udp")).contains(NO_LOSS)
                    .containsPattern("relay addr: 127\\.0\\.0\\.1:500\\d\\d\\b");
            assertThat(client(tlsPort, "-W", SECRET, "-u", "tls", "-t", "-S")).contains(NO_LOSS);
            assertThat(client(port, "-W", "south", "-u", "udp")).contains("Cannot complete Allocation");

            relay.destroy();
            assertThat(relay.waitFor(STOP_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            relay.destroyForcibly();
        }
    }

    /// A peer on loopback is refused, unless its range is allowed.
    @Test
    void relaysToPrivatePeersOnlyWhereTheyAreAllowed() throws Exception {
        int port = freePort();
        var relay = turn("--host=127.0.0.1", "--port=" + port, "--secret=" + SECRET);
        try (var output = relay.inputReader()) {
            awaitLine(output, "relay listens on");

            assertThat(CoturnPrograms.clientOfPeer(port, "-W", SECRET, "-u", "x")).contains("error 403");
        } finally {
            relay.destroyForcibly();
        }
    }

    @Test
    void saysWhatToForwardWhenTheExternalAddressIsNotItsOwn() throws Exception {
        int port = freePort();
        // The secret in the environment, where other users of the machine do not see it.
        var relay = turn(Map.of(SECRET_VARIABLE, SECRET), "--host=127.0.0.1", "--port=" + port,
                "--external-address=203.0.113.7", "--relay-ports=50100-50199");
        try (var output = relay.inputReader()) {
            assertThat(awaitLine(output, "203.0.113.7")).contains("forward")
                    .contains("UDP " + port + " and 50100-50199")
                    .contains("TCP " + port);
        } finally {
            relay.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2 | --secret=s --allow-peers=10.0.0.1/8       | 10.0.0.0/8
            2 | --secret=s --deny-peers=everybody         | everybody
            2 | --secret=s --relay-ports=50000            | 49152-65535
            2 | --secret=s --external-address=example.org | write an IP address
            2 | --secret=s --port=70000                   | 70000
            1 | --host=127.0.0.1                          | secret
            1 | --secret=s --host=192.0.2.1               | 192.0.2.1
            1 | --secret=s --host=127.0.0.1 --tls-port=1  | certificate
            """)
    void refusesInOneSentence(int status, String flags, String named) throws Exception {
        var relay = turn(flags.split(" "));
        try (var output = relay.inputReader()) {
            var lines = output.readAllLines();

            assertThat(lines).singleElement().asString().contains(named);
            assertThat(relay.waitFor()).isEqualTo(status);
        } finally {
            relay.destroyForcibly();
        }
    }

    @Test
    void refusesAPortThatIsTaken() throws Exception {
        try (var taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            var relay = turn("--host=127.0.0.1", "--secret=s", "--port=" + taken.getLocalPort());
            try (var output = relay.inputReader()) {
                assertThat(output.readAllLines()).singleElement().asString()
                        .contains(String.valueOf(taken.getLocalPort())).contains("set another port");
            } finally {
                relay.destroyForcibly();
            }
        }
    }

    /// What an Allocate request without credentials is answered with (RFC 8489 section 9.2.1).
    private static String challenge(int port) throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(STOP_SECONDS * 1000);
            var request = HexFormat.of().parseHex("000300002112a442" + "0102030405060708090a0b0c");
            socket.send(new DatagramPacket(request, request.length, InetAddress.getLoopbackAddress(), port));
            var answer = new DatagramPacket(new byte[548], 548);
            socket.receive(answer);
            return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.ISO_8859_1);
        }
    }

    private static Process turn(String... flags) throws IOException {
        return turn(Map.of(), flags);
    }

    private static Process turn(Map<String, String> environment, String... flags) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                Main.class.getName(), "turn"));
        Collections.addAll(command, flags);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove(SECRET_VARIABLE);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String awaitLine(BufferedReader output, String part) throws IOException {
        var read = new StringBuilder();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains(part)) {
                return line;
            }
            read.append(line).append('\n');
        }
        throw new AssertionError("no line with \"" + part + "\" in:\n" + read);
    }
}
