package callbox.turn.net;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.stun.Attribute;
import callbox.stun.IpAddress;
import callbox.stun.MessageClass;
import callbox.stun.Method;
import callbox.stun.TransportAddress;
import callbox.turn.TurnConfig;
import callbox.turn.TurnServer;
import callbox.turn.interop.RunningRelay;
import callbox.turn.metrics.Drop;
import callbox.turn.policy.Cidr;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnreachablePeerTest {
    /// From a socket that is bound to loopback there is no way to anywhere else.
    private static final TransportAddress NOWHERE = new TransportAddress(IpAddress.parse("203.0.113.1").orElseThrow(),
            9);

    @Test
    void aPeerWithoutARouteDoesNotCloseTheAllocation() throws Exception {
        TurnConfig config = RunningRelay.config().withThreads(1).withPeers(new TurnConfig.Peers(
                List.of(Cidr.parse("127.0.0.0/8"), Cidr.parse("203.0.113.0/24")), List.of()));
        try (TurnServer relay = TurnServer.start(config, RunningRelay.credentials());
                RelayClient client = new RelayClient(relay.addresses().getFirst(), "a");
                RelayClient other = new RelayClient(relay.addresses().getFirst(), "b")) {
            TransportAddress clientRelay = client.allocate();
            TransportAddress otherRelay = other.allocate();
            client.bind(0x4001, NOWHERE);
            client.bind(0x4002, otherRelay);
            other.bind(0x4001, clientRelay);
            for (int i = 0; i < 10; i++) {
                client.send(0x4001, new byte[100]);
                client.send(0x4002, new byte[]{(byte) i});
                assertThat(other.receiveData(0x4001)).containsExactly(i);
            }
            assertThat(client.call(Method.REFRESH, new Attribute.Lifetime(600)).messageClass())
                    .isEqualTo(MessageClass.SUCCESS);
            assertThat(relay.statistics().drops()).containsEntry(Drop.SEND_FAILED, 10L);
        }
    }

    /// The kernel answers what is sent to a port that nobody has with an ICMP message (RFC 8656 section 11.5).
    @Test
    void whatIcmpSaysOfAPeerIsIgnored() throws Exception {
        TransportAddress closed;
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            closed = new TransportAddress(IpAddress.of(socket.getLocalAddress()), socket.getLocalPort());
        }
        TurnConfig config = RunningRelay.config().withThreads(1).withPeers(new TurnConfig.Peers(
                List.of(Cidr.parse("127.0.0.0/8")), List.of()));
        try (TurnServer relay = TurnServer.start(config, RunningRelay.credentials());
                RelayClient client = new RelayClient(relay.addresses().getFirst(), "a");
                RelayClient other = new RelayClient(relay.addresses().getFirst(), "b")) {
            TransportAddress clientRelay = client.allocate();
            client.bind(0x4001, closed);
            client.bind(0x4002, other.allocate());
            other.bind(0x4001, clientRelay);
            for (int i = 0; i < 10; i++) {
                client.send(0x4001, new byte[100]);
                client.send(0x4002, new byte[]{(byte) i});
                assertThat(other.receiveData(0x4001)).containsExactly(i);
                other.send(0x4001, new byte[]{(byte) i});
                assertThat(client.receiveData(0x4002)).containsExactly(i);
            }
            assertThat(relay.statistics().allocations()).isEqualTo(2);
        }
    }
}
