package callbox.turn.net;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.stun.Attribute;
import callbox.stun.MessageClass;
import callbox.stun.Method;
import callbox.stun.StunMessage;
import callbox.stun.TransportAddress;
import callbox.turn.TurnServer;
import callbox.turn.interop.RunningRelay;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.ValueSource;

/// Data connections of RFC 6062, byte by byte. Each behaviour is tried on many connections, so that some have the client
/// and the peer on one event loop and some on two.
@ParameterizedClass
@ValueSource(booleans = {true, false})
class DataConnectionTest {
    private static final int CONNECTIONS = 12;
    /// Neither STUN nor ChannelData.
    private static final byte[] DATA = "\u00ffdata".getBytes(StandardCharsets.ISO_8859_1);
    private static final int LOOPBACK_BACKLOG = 50;

    private final EventLoopGroup nio = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final TurnServer relay;
    private final ServerSocket listener;
    private final StreamClient control;
    private final TransportAddress relayed;
    private final TransportAddress peerAddress;

    DataConnectionTest(boolean epoll) throws IOException {
        relay = TurnServer.start(RunningRelay.config(), RunningRelay.credentials(), Optional.empty(),
                epoll ? Optional.empty() : Optional.of(nio));
        listener = new ServerSocket(0, LOOPBACK_BACKLOG, InetAddress.getLoopbackAddress());
        control = new StreamClient(server(), "call");
        relayed = control.allocate();
        peerAddress = new TransportAddress(relayed.ip(), listener.getLocalPort());
        control.call(Method.CREATE_PERMISSION, new Attribute.XorPeerAddress(peerAddress));
    }

    @AfterEach
    void stop() throws IOException {
        control.close();
        listener.close();
        relay.close();
        nio.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void whatFollowsAConnectionBindInOneWriteGoesToThePeer() throws IOException {
        for (int i = 0; i < CONNECTIONS; i++) {
            try (Socket peer = new Socket(relayed.toSocketAddress().getAddress(), relayed.port());
                    StreamClient data = new StreamClient(server(), "call")) {
                data.greet();
                data.write(data.request(Method.CONNECTION_BIND, attempt()), DATA);
                assertThat(data.readMessage().messageClass()).isEqualTo(MessageClass.SUCCESS);
                assertThat(peer.getInputStream().readNBytes(DATA.length)).isEqualTo(DATA);
            }
        }
    }

    @Test
    void theAnswerComesBeforeWhatThePeerHasAlreadySaid() throws IOException {
        for (int i = 0; i < CONNECTIONS; i++) {
            StreamClient data = new StreamClient(server(), "call");
            StunMessage connected = control.call(Method.CONNECT, new Attribute.XorPeerAddress(peerAddress));
            try (data; Socket peer = listener.accept()) {
                peer.getOutputStream().write(DATA);
                data.greet();
                data.write(data.request(Method.CONNECTION_BIND,
                        connected.find(Attribute.ConnectionId.class).orElseThrow()));
                assertThat(data.readMessage().messageClass()).isEqualTo(MessageClass.SUCCESS);
                assertThat(data.read(DATA.length)).isEqualTo(DATA);
                data.write(DATA);
                assertThat(peer.getInputStream().readNBytes(DATA.length)).isEqualTo(DATA);
                data.close();
                assertThat(peer.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void whatAPeerSaidBeforeItClosedIsDelivered() throws IOException {
        byte[] farewell = new byte[20_000];
        new Random(1).nextBytes(farewell);
        for (int i = 0; i < CONNECTIONS; i++) {
            try (StreamClient data = new StreamClient(server(), "call")) {
                Socket peer = new Socket(relayed.toSocketAddress().getAddress(), relayed.port());
                peer.getOutputStream().write(farewell);
                peer.close();
                data.greet();
                data.write(data.request(Method.CONNECTION_BIND, attempt()));
                assertThat(data.readMessage().messageClass()).isEqualTo(MessageClass.SUCCESS);
                assertThat(data.readToEnd()).isEqualTo(farewell);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00_000005, 0x01_000005, 0xC8_000005})
    void whatFollowsARefusedConnectionBindIsAMessage(int connection) throws IOException {
        try (StreamClient data = new StreamClient(server(), "call")) {
            data.greet();
            data.write(data.request(Method.CONNECTION_BIND, new Attribute.ConnectionId(connection)),
                    data.request(Method.BINDING));
            StunMessage refusal = data.readMessage();
            assertThat(refusal.find(Attribute.ErrorCode.class).orElseThrow().code()).isEqualTo(400);
            assertThat(data.readMessage().messageClass()).isEqualTo(MessageClass.SUCCESS);
        }
    }

    @Test
    void aControlConnectionCannotBecomeADataConnection() throws IOException {
        try (Socket peer = new Socket(relayed.toSocketAddress().getAddress(), relayed.port());
                StreamClient other = new StreamClient(server(), "call")) {
            other.allocate();
            StunMessage answer = other.call(Method.CONNECTION_BIND, attempt());
            assertThat(answer.find(Attribute.ErrorCode.class).orElseThrow().code()).isEqualTo(400);
            assertThat(peer.isConnected()).isTrue();
        }
    }

    @Test
    void muchDataArrivesWholeInBothDirectionsThoughTheReaderIsSlow() throws Exception {
        byte[] much = new byte[8 << 20];
        new Random(2).nextBytes(much);
        for (int i = 0; i < 4; i++) {
            try (Socket peer = new Socket(relayed.toSocketAddress().getAddress(), relayed.port());
                    StreamClient data = new StreamClient(server(), "call")) {
                data.greet();
                data.write(data.request(Method.CONNECTION_BIND, attempt()));
                assertThat(data.readMessage().messageClass()).isEqualTo(MessageClass.SUCCESS);
                Thread writer = Thread.ofVirtual().start(() -> {
                    try {
                        data.write(much);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
                assertThat(peer.getInputStream().readNBytes(much.length)).isEqualTo(much);
                writer.join();
                peer.getOutputStream().write(DATA);
                assertThat(data.read(DATA.length)).isEqualTo(DATA);
            }
        }
    }

    /// The connection that the relay announces next.
    private Attribute.ConnectionId attempt() throws IOException {
        StunMessage attempt = control.readMessage();
        assertThat(attempt.method()).isEqualTo(Method.CONNECTION_ATTEMPT);
        return attempt.find(Attribute.ConnectionId.class).orElseThrow();
    }

    private TransportAddress server() {
        return relay.addresses().getFirst();
    }
}
