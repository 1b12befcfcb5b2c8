package callbox.turn.engine;

import static callbox.turn.engine.TestClient.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import callbox.stun.AddressFamily;
import callbox.stun.Attribute;
import callbox.stun.Attribute.RequestedTransport;
import callbox.stun.IpAddress;
import callbox.stun.Method;
import callbox.stun.TransportAddress;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whom the policy forbids is reached on none of the four paths, in whatever form the address is written.
class ForbiddenPeerTest {
    private static final int FORBIDDEN = 403;

    private final EngineKit kit = new EngineKit();

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1",
        "192.0.0.8", "192.0.2.9", "192.88.99.1", "192.168.0.1", "198.18.0.1", "224.0.0.251", "255.255.255.255",
        "::", "::1", "fe80::1", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "100::1", "2001:db8::9", "3fff::1",
        "5f00::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1",
        "64:ff9b:1::127.0.0.1", "64:ff9b:1:7f00:0:100::", "2002:7f00:1::1", "2001:0:102:304::80ff:fffe",
        "2a00::5efe:127.0.0.1", "2a00::200:5efe:127.0.0.1", "::ffff:8.8.8.8"})
    void isReachedOnNoPath(String address) {
        IpAddress ip = EngineKit.ip(address);
        TransportAddress peer = new TransportAddress(ip, 4000);
        TestClient client = allocated(EngineKit.udp(1000), RequestedTransport.UDP, ip.family());

        assertThat(errorOf(client.permit(peer))).as("CreatePermission").isEqualTo(FORBIDDEN);
        assertThat(errorOf(client.bind(0x4001, peer))).as("ChannelBind").isEqualTo(FORBIDDEN);
        assertThat(kit.engine.relayTo(client.allocation(), ip.family(), ip.high(), ip.low(), peer.port(), kit.nowMs()))
                .as("Send").isNull();
        TestClient stream = allocated(EngineKit.tcp(1001), RequestedTransport.TCP, ip.family());
        assertThat(errorOf(stream.call(Method.CONNECT, new Attribute.XorPeerAddress(peer)))).as("Connect")
                .isEqualTo(FORBIDDEN);
        assertThat(kit.has(Command.ConnectPeer.class)).isFalse();
        kit.on(new Input.PeerArrived(stream.allocation().relays().getFirst(), peer, 1));
        assertThat(kit.last(Command.RefusePeer.class)).as("and nobody arrives from there")
                .isEqualTo(new Command.RefusePeer(1));
    }

    private TestClient allocated(FiveTuple from, int transport, AddressFamily family) {
        TestClient client = new TestClient(kit, from);
        assertThat(errorOf(client.call(Method.ALLOCATE, new RequestedTransport(transport),
                new Attribute.RequestedAddressFamily(Optional.of(family))))).isZero();
        return client;
    }
}
