package callbox.turn.net;

import static callbox.turn.net.Resources.DESCRIPTOR_NOISE;
import static callbox.turn.net.Resources.HEAP_NOISE_BYTES;
import static callbox.turn.net.Resources.openDescriptors;
import static callbox.turn.net.Resources.usedHeapBytes;
import static org.assertj.core.api.Assertions.assertThat;

import callbox.stun.Attribute;
import callbox.stun.MessageClass;
import callbox.stun.Method;
import callbox.stun.StunEncoder;
import callbox.stun.StunMessage;
import callbox.stun.TransactionId;
import callbox.stun.TransportAddress;
import callbox.turn.TurnServer;
import callbox.turn.interop.RunningRelay;
import callbox.turn.metrics.Refusal;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who has no credential leaves nothing behind, from however many ports it comes.
class FloodTest {
    private static final int PORTS = 5_000;
    private static final int ROUNDS = 8;
    private static final int TIMEOUT_MS = 5_000;
    private static final int UDP_ALLOCATE_BYTES = 28;

    @Test
    void unauthenticatedAllocatesFromManyPortsLeaveHeapSessionsAndDescriptorsFlat() throws Exception {
        try (TurnServer relay = RunningRelay.start()) {
            flood(relay.addresses().getFirst());
            long heap = usedHeapBytes();
            long descriptors = openDescriptors();
            for (int round = 0; round < ROUNDS; round++) {
                flood(relay.addresses().getFirst());
            }
            assertThat(relay.statistics().refusals().get(Refusal.UNAUTHENTICATED))
                    .isEqualTo((ROUNDS + 1L) * PORTS);
            assertThat(relay.statistics().allocations()).isZero();
            assertThat(openDescriptors()).isLessThanOrEqualTo(descriptors + DESCRIPTOR_NOISE);
            assertThat(usedHeapBytes() - heap).isLessThan(HEAP_NOISE_BYTES);
        }
    }

    /// One request from each port; that it was answered shows that it was handled.
    private static void flood(TransportAddress relay) throws Exception {
        DatagramPacket answer = new DatagramPacket(new byte[512], 512);
        for (int i = 0; i < PORTS; i++) {
            ByteBuffer request = StunEncoder.encode(new StunMessage(MessageClass.REQUEST, Method.ALLOCATE,
                    new TransactionId(i, i),
                    List.of(new Attribute.RequestedTransport(Attribute.RequestedTransport.UDP))));
            byte[] bytes = new byte[UDP_ALLOCATE_BYTES];
            request.get(bytes);
            try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
                socket.setSoTimeout(TIMEOUT_MS);
                socket.send(new DatagramPacket(bytes, bytes.length, relay.toSocketAddress()));
                socket.receive(answer);
            }
        }
    }
}
