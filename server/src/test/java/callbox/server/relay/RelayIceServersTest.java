package callbox.server.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callbox.call.CallId;
import callbox.call.DeviceId;
import callbox.call.DeviceRef;
import callbox.call.UserId;
import callbox.server.config.ConfigLoader;
import callbox.server.signaling.Reach;
import callbox.server.signaling.wire.IceServer;
import callbox.server.tls.LocalNames;
import callbox.server.tls.ServerTls;
import callbox.stun.Attribute;
import callbox.stun.Decoded;
import callbox.stun.IntegrityAlgorithm;
import callbox.stun.MessageClass;
import callbox.stun.Method;
import callbox.stun.PasswordAlgorithm;
import callbox.stun.StunDecoder;
import callbox.stun.StunEncoder;
import callbox.stun.StunMessage;
import callbox.stun.TransactionId;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Credentials that last some seconds, since they are minted by a clock that is behind.
class RelayIceServersTest {
    private static final Duration LIFETIME = Duration.ofMinutes(2);
    private static final Duration LEFT = Duration.ofSeconds(6);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final CallId CALL = new CallId("c_0123456789012345678901");
    private static final DeviceRef DEVICE = new DeviceRef(new UserId("u_ann"), new DeviceId("d_ann"));
    private static final Reach REACH = new Reach("127.0.0.1", 443, true);

    @TempDir
    Path dir = Path.of("");

    @Test
    void whatIsRelayedGoesOnAsLongAsTheDeviceAsksForFreshOnes() throws Exception {
        var config = ConfigLoader.load(null, Map.of("data-dir", dir.toString(), "relay.host", "127.0.0.1",
                "relay.credential-lifetime", LIFETIME.toMinutes() + "m"));
        var clock = InstantSource.system();
        InstantSource behind = () -> clock.instant().minus(LIFETIME).plus(LEFT);
        var loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        var tls = ServerTls.context(config.tls(), dir, LocalNames.ofThisMachine(), clock.instant());
        try (var relay = EmbeddedRelay.start(config.relay(), dir, tls, loops, behind);
                var client = new DatagramSocket()) {
            client.setSoTimeout((int) PATIENCE.toMillis());
            client.connect(InetAddress.getLoopbackAddress(), relay.port());
            var servers = new RelayIceServers(relay, config, behind);
            var browser = new Browser(client, servers.forCall(DEVICE, CALL, REACH).iceServers().get(1));
            assertThat(
                    browser.asks(Method.ALLOCATE, new Attribute.RequestedTransport(Attribute.RequestedTransport.UDP)))
                    .isEqualTo(MessageClass.SUCCESS);
            var end = clock.instant().plus(LEFT).plusSeconds(2);

            await().atMost(PATIENCE).pollInterval(LEFT.dividedBy(10)).until(() -> {
                servers.forCall(DEVICE, CALL, REACH);
                assertThat(browser.asks(Method.REFRESH)).isEqualTo(MessageClass.SUCCESS);
                return clock.instant().isAfter(end);
            });

            await().atMost(PATIENCE).until(() -> browser.asks(Method.REFRESH) == MessageClass.ERROR);
            assertThat(relay.statistics().allocations()).isZero();
        } finally {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    /// A TURN client that keeps its first credential (RFC 8489 section 9.2), as browsers do.
    private static final class Browser {
        private final DatagramSocket socket;
        private final IceServer turn;
        private final byte[] packet = new byte[1500];
        private String realm = "";
        private String nonce = "";
        private int transactions;

        Browser(DatagramSocket socket, IceServer turn) {
            this.socket = socket;
            this.turn = turn;
        }

        /// Answers one challenge.
        MessageClass asks(Method method, Attribute... attributes) throws IOException {
            var answer = exchange(method, attributes);
            var challenge = answer.find(Attribute.Nonce.class);
            if (challenge.isPresent()) {
                nonce = challenge.get().value();
                realm = answer.find(Attribute.Realm.class).orElseThrow().value();
                answer = exchange(method, attributes);
            }
            return answer.messageClass();
        }

        private StunMessage exchange(Method method, Attribute... attributes) throws IOException {
            var all = new ArrayList<>(List.of(attributes));
            var id = new TransactionId(transactions++, 0);
            ByteBuffer request;
            if (nonce.isEmpty()) {
                request = StunEncoder.encode(new StunMessage(MessageClass.REQUEST, method, id, all));
            } else {
                var username = String.valueOf(turn.username());
                Collections.addAll(all, new Attribute.Username(username), new Attribute.Realm(realm),
                        new Attribute.Nonce(nonce));
                request = StunEncoder.encode(new StunMessage(MessageClass.REQUEST, method, id, all),
                        PasswordAlgorithm.MD5.key(username, realm, String.valueOf(turn.credential())),
                        IntegrityAlgorithm.SHA1);
            }
            var bytes = new byte[request.remaining()];
            request.get(bytes);
            socket.send(new DatagramPacket(bytes, bytes.length));
            var answer = new DatagramPacket(packet, packet.length);
            socket.receive(answer);
            var decoded = StunDecoder.decode(ByteBuffer.wrap(packet, 0, answer.getLength()).slice());
            assertThat(decoded).isInstanceOf(Decoded.Message.class);
            return ((Decoded.Message) decoded).message();
        }
    }
}
