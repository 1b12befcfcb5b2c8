package callbox.turn.engine;

import static callbox.turn.engine.TestClient.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import callbox.stun.Attribute;
import callbox.stun.Attribute.RequestedTransport;
import callbox.stun.Attribute.XorPeerAddress;
import callbox.stun.Method;
import callbox.stun.StunMessage;
import callbox.stun.TransportAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    private static final FiveTuple CONTROL = EngineKit.tcp(1000);
    private static final FiveTuple DATA = EngineKit.tcp(1001);
    private static final TransportAddress PEER = EngineKit.address("203.0.113.9", 4000);

    private final EngineKit kit = new EngineKit();
    private final TestClient client = new TestClient(kit, CONTROL);

    @BeforeEach
    void allocate() {
        assertThat(errorOf(client.call(Method.ALLOCATE, new RequestedTransport(RequestedTransport.TCP)))).isZero();
    }

    @Test
    void aConnectIsAnsweredWhenThePeerIsConnectedAndJoinedWhenTheClientComes() {
        int connection = connect();
        StunMessage bound = data().call(Method.CONNECTION_BIND, new Attribute.ConnectionId(connection));
        assertThat(errorOf(bound)).isZero();
        assertThat(kit.last(Command.JoinPeer.class).connection()).isEqualTo(connection);
        assertThat(kit.last(Command.JoinPeer.class).client()).isEqualTo(DATA);
        kit.tickAfterSeconds(60);
        assertThat(kit.has(Command.ClosePeer.class)).isFalse();
    }

    @Test
    void aPeerThatCannotBeReachedIsAFailure() {
        ByteBuffer request = client.request(Method.CONNECT, new XorPeerAddress(PEER));
        kit.on(new Input.ClientMessage(CONTROL, request));
        kit.on(new Input.PeerGone(kit.last(Command.ConnectPeer.class).connection()));
        assertThat(errorOf(EngineKit.decode(kit.last(Command.Send.class).message()).message())).isEqualTo(447);
    }

    @Test
    void onePeerHasOneConnection() {
        connect();
        assertThat(errorOf(client.call(Method.CONNECT, new XorPeerAddress(PEER)))).isEqualTo(446);
    }

    @Test
    void aForbiddenPeerIsNotConnected() {
        assertThat(errorOf(client.call(Method.CONNECT, new XorPeerAddress(EngineKit.address("127.0.0.1", 22)))))
                .isEqualTo(403);
        assertThat(kit.has(Command.ConnectPeer.class)).isFalse();
    }

    @Test
    void aConnectionThatNobodyComesForIsClosed() {
        int connection = connect();
        kit.tickAfterSeconds(31);
        assertThat(kit.last(Command.ClosePeer.class)).isEqualTo(new Command.ClosePeer(connection));
        assertThat(errorOf(data().call(Method.CONNECTION_BIND, new Attribute.ConnectionId(connection)))).isEqualTo(400);
    }

    @Test
    void aPermittedPeerThatArrivesIsAnnounced() {
        client.permit(PEER);
        kit.on(new Input.PeerArrived(relay(), PEER, 1));
        StunMessage attempt = EngineKit.decode(kit.last(Command.Send.class).message()).message();
        assertThat(attempt.method()).isEqualTo(Method.CONNECTION_ATTEMPT);
        assertThat(attempt.find(XorPeerAddress.class)).contains(new XorPeerAddress(PEER));
        assertThat(attempt.find(Attribute.ConnectionId.class).orElseThrow().value())
                .isEqualTo(kit.last(Command.AcceptPeer.class).connection());
    }

    @Test
    void aStrangerThatArrivesIsRefused() {
        kit.on(new Input.PeerArrived(relay(), PEER, 5));
        assertThat(kit.last(Command.RefusePeer.class)).isEqualTo(new Command.RefusePeer(5));
    }

    @Test
    void anotherCredentialCannotTakeAConnection() {
        int connection = connect();
        TestClient thief = new TestClient(kit, DATA, kit.credentials.mint("thief", Duration.ofHours(1)));
        assertThat(errorOf(thief.call(Method.CONNECTION_BIND, new Attribute.ConnectionId(connection)))).isEqualTo(441);
    }

    @Test
    void connectionsEndWithTheirAllocation() {
        int connection = connect();
        client.refresh(0);
        assertThat(kit.commands).contains(new Command.ClosePeer(connection));
    }

    @Test
    void aConnectionOfAnotherEngineIsForwardedToIt() {
        TestClient data = data();
        ByteBuffer request = data.request(Method.CONNECTION_BIND, new Attribute.ConnectionId(9 << 24 | 5));
        assertThat(kit.exchangeBytes(DATA, request)).isEmpty();
        assertThat(kit.last(Command.Forward.class)).isEqualTo(new Command.Forward(9, DATA, request));
    }

    @Test
    void aForwardedMessageIsNotForwardedAgain() {
        TestClient data = data();
        data.call(Method.REFRESH);
        ByteBuffer request = data.request(Method.CONNECTION_BIND, new Attribute.ConnectionId(9 << 24 | 5));
        kit.on(new Input.ForwardedMessage(DATA, request));
        assertThat(errorOf(EngineKit.decode(kit.last(Command.Send.class).message()).message())).isEqualTo(400);
        assertThat(kit.has(Command.Forward.class)).isFalse();
    }

    @Test
    void aControlConnectionIsNoDataConnection() {
        int connection = connect();
        assertThat(errorOf(client.call(Method.CONNECTION_BIND, new Attribute.ConnectionId(connection)))).isEqualTo(400);
        assertThat(errorOf(client.call(Method.CONNECTION_BIND, new Attribute.ConnectionId(9 << 24 | 5))))
                .isEqualTo(400);
    }

    @Test
    void channelsAndSendingAreNotForTcpAllocations() {
        assertThat(errorOf(client.bind(0x4001, PEER))).isEqualTo(400);
        client.permit(PEER);
        assertThat(
                kit.engine.relayTo(client.allocation(), PEER.family(), PEER.ip().high(), PEER.ip().low(), PEER.port(),
                        kit.nowMs()))
                .isNull();
    }

    private TestClient data() {
        return new TestClient(kit, DATA);
    }

    private Relay relay() {
        return client.allocation().relays().getFirst();
    }

    private int connect() {
        kit.on(new Input.ClientMessage(CONTROL, client.request(Method.CONNECT, new XorPeerAddress(PEER))));
        Command.ConnectPeer connect = kit.last(Command.ConnectPeer.class);
        assertThat(connect.peer()).isEqualTo(PEER);
        kit.on(new Input.PeerConnected(connect.connection()));
        StunMessage answer = EngineKit.decode(kit.last(Command.Send.class).message()).message();
        assertThat(answer.find(Attribute.ConnectionId.class))
                .contains(new Attribute.ConnectionId(connect.connection()));
        return connect.connection();
    }
}
