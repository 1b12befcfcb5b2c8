package callbox.turn.net;

import static callbox.turn.net.Resources.DESCRIPTOR_NOISE;
import static callbox.turn.net.Resources.HEAP_NOISE_BYTES;
import static callbox.turn.net.Resources.openDescriptors;
import static callbox.turn.net.Resources.usedHeapBytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callbox.stun.Method;
import callbox.stun.StunMessage;
import callbox.stun.TransportAddress;
import callbox.stun.Attribute;
import callbox.turn.TurnServer;
import callbox.turn.interop.RunningRelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManyAllocationsTest {
    private static final int ALLOCATIONS = 10_000;
    private static final int AT_A_TIME = 1_000;
    /// As many as there are descriptors for, with a client's each.
    private static final int EXPIRING_AT_A_TIME = 5_000;
    /// An allocation lives no longer than its credential (RFC 8656 grants no lifetime below ten minutes).
    private static final Duration EXPIRY = Duration.ofSeconds(3);

    @Test
    void tenThousandAllocationsLeaveHeapPortsAndDescriptorsAsTheyWere() throws Exception {
        try (TurnServer relay = RunningRelay.start()) {
            round(relay);
            long heap = usedHeapBytes();
            long descriptors = openDescriptors();
            for (int done = 0; done < ALLOCATIONS; done += AT_A_TIME) {
                round(relay);
            }
            assertThat(relay.statistics().allocations()).isZero();
            assertThat(relay.statistics().allocationsEnded()).isEqualTo(ALLOCATIONS + AT_A_TIME);
            assertThat(openDescriptors()).isLessThanOrEqualTo(descriptors + DESCRIPTOR_NOISE);
            assertThat(usedHeapBytes() - heap).isLessThan(HEAP_NOISE_BYTES);
        }
    }

    /// Nobody deletes these: their time is over.
    @Test
    void tenThousandAllocationsThatExpireLeaveHeapPortsAndDescriptorsAsTheyWere() throws Exception {
        try (TurnServer relay = RunningRelay.start()) {
            expire(relay, AT_A_TIME);
            long heap = usedHeapBytes();
            long descriptors = openDescriptors();
            for (int done = 0; done < ALLOCATIONS; done += EXPIRING_AT_A_TIME) {
                expire(relay, EXPIRING_AT_A_TIME);
            }
            assertThat(relay.statistics().allocationsEnded()).isEqualTo(ALLOCATIONS + AT_A_TIME);
            // An allocation is counted as ended a moment before its socket is closed.
            await().untilAsserted(
                    () -> assertThat(openDescriptors()).isLessThanOrEqualTo(descriptors + DESCRIPTOR_NOISE));
            assertThat(usedHeapBytes() - heap).isLessThan(HEAP_NOISE_BYTES);
        }
    }

    private static void expire(TurnServer relay, int allocations) throws Exception {
        List<RelayClient> clients = new ArrayList<>();
        for (int i = 0; i < allocations; i++) {
            // Still open when it ends, so that no other client gets its port.
            RelayClient client = new RelayClient(relay.addresses().getFirst(), "expiring", EXPIRY);
            client.allocate();
            clients.add(client);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> relay.statistics().allocations() == 0);
        for (RelayClient client : clients) {
            client.close();
        }
    }

    @Test
    void anAllocationEndsWithItsCall() throws Exception {
        try (TurnServer relay = RunningRelay.start();
                RelayClient client = new RelayClient(relay.addresses().getFirst(), "call-1")) {
            client.allocate();
            relay.endAllocations("call-1");
            await().until(() -> relay.statistics().allocations() == 0);
            StunMessage answer = client.call(Method.REFRESH);
            assertThat(answer.find(Attribute.ErrorCode.class).orElseThrow().code()).isEqualTo(401);
        }
    }

    private static void round(TurnServer relay) throws Exception {
        TransportAddress server = relay.addresses().getFirst();
        List<RelayClient> clients = new ArrayList<>();
        for (int i = 0; i < AT_A_TIME; i++) {
            RelayClient client = new RelayClient(server, "load");
            client.allocate();
            clients.add(client);
        }
        assertThat(relay.statistics().allocations()).isEqualTo(AT_A_TIME);
        for (RelayClient client : clients) {
            client.call(Method.REFRESH, new Attribute.Lifetime(0));
            client.close();
        }
    }
}
