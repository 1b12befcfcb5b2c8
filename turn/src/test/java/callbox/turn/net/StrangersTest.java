package callbox.turn.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callbox.stun.IpAddress;
import callbox.stun.Method;
import callbox.stun.MessageClass;
import callbox.stun.StunMessage;
import callbox.stun.TransportAddress;
import callbox.turn.TurnServer;
import callbox.turn.interop.RunningRelay;
import callbox.turn.metrics.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrangersTest {
    private static final IpAddress ONE = IpAddress.parse("203.0.113.1").orElseThrow();
    private static final IpAddress ITS_NEIGHBOUR = IpAddress.parse("203.0.113.200").orElseThrow();
    private static final IpAddress ANOTHER = IpAddress.parse("198.51.100.1").orElseThrow();

    @Test
    void aNetworkHasSoManyPlacesAndGetsThemBack() {
        Strangers strangers = new Strangers(1);
        for (int i = 0; i < Strangers.PER_NETWORK; i++) {
            assertThat(strangers.admit(ONE)).isTrue();
        }
        assertThat(strangers.admit(ITS_NEIGHBOUR)).isFalse();
        assertThat(strangers.admit(ANOTHER)).isTrue();
        strangers.leave(ONE);
        assertThat(strangers.admit(ITS_NEIGHBOUR)).isTrue();
    }

    @Test
    void allNetworksTogetherHaveSoManyPlaces() {
        Strangers strangers = new Strangers(1);
        long admitted = 0;
        for (int network = 0; network < 1 << 14; network++) {
            admitted += strangers.admit(IpAddress.ipv4(network << 8)) ? 1 : 0;
        }
        assertThat(admitted).isEqualTo(Strangers.IN_ALL);
    }

    @Test
    void connectionsThatSayNothingDoNotKeepClientsOutForGood() throws Exception {
        List<StreamClient> strangers = new ArrayList<>();
        try (TurnServer relay = RunningRelay.start();
                StreamClient client = new StreamClient(address(relay), "client")) {
            client.allocate();
            client.call(Method.REFRESH);
            for (int i = 0; i < Strangers.PER_NETWORK; i++) {
                strangers.add(new StreamClient(address(relay), "stranger"));
            }
            try (StreamClient late = new StreamClient(address(relay), "late")) {
                assertThat(late.readToEnd()).as("closed at once").isEmpty();
            }
            assertThat(relay.statistics().refusals().get(Refusal.STRANGERS)).isEqualTo(1);
            assertThat(client.call(Method.REFRESH).messageClass()).as("who has an allocation goes on")
                    .isEqualTo(MessageClass.SUCCESS);
            for (StreamClient stranger : strangers) {
                stranger.close();
            }
            await().atMost(Duration.ofSeconds(20)).ignoreExceptionsInstanceOf(IOException.class).untilAsserted(() -> {
                try (StreamClient next = new StreamClient(address(relay), "next")) {
                    next.allocate();
                }
            });
        }
    }

    @Test
    void aStrangerCannotAnnounceALongMessage() throws Exception {
        try (TurnServer relay = RunningRelay.start();
                StreamClient stranger = new StreamClient(address(relay), "stranger")) {
            ByteBuffer header = ByteBuffer.allocate(StunMessage.HEADER_BYTES).putShort((short) 1).putShort((short) 8000)
                    .putInt(StunMessage.MAGIC_COOKIE);
            stranger.write(header.array());
            assertThat(stranger.readToEnd()).isEmpty();
        }
    }

    private static TransportAddress address(TurnServer relay) {
        return relay.addresses().getFirst();
    }
}
