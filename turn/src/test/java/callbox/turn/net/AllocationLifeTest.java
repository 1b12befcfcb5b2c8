package callbox.turn.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callbox.stun.Attribute;
import callbox.stun.MessageClass;
import callbox.stun.Method;
import callbox.stun.TransportAddress;
import callbox.turn.TurnServer;
import callbox.turn.interop.RunningRelay;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// How allocations of a running relay end, and what the log says about each.
class AllocationLifeTest {
    private static final int CHANNEL = 0x4001;
    /// Long enough to allocate in, on a slow machine too.
    private static final Duration SHORT = Duration.ofSeconds(4);

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("callbox.turn.allocation");
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }
    };
    private TurnServer relay;

    @BeforeEach
    void start() {
        appender.start();
        logger.addAppender(appender);
        logger.setLevel(Level.INFO);
        relay = RunningRelay.start();
    }

    @AfterEach
    void stop() {
        relay.close();
        logger.setLevel(null);
        logger.detachAppender(appender);
    }

    @Test
    void anAllocationEndsWithItsCredentialUnlessItIsExtended() throws Exception {
        try (RelayClient extended = new RelayClient(server(), "life-extended", SHORT);
                RelayClient left = new RelayClient(server(), "life-left", SHORT)) {
            extended.allocate();
            left.allocate();
            relay.extendAllocations("life-extended", Instant.now().plus(Duration.ofMinutes(10)));
            // As browsers do, before the lifetime that they were told is over.
            await().untilAsserted(() -> assertThat(
                    extended.call(Method.REFRESH).find(Attribute.Lifetime.class).orElseThrow().seconds())
                    .isGreaterThan(SHORT.toSeconds()));
            await().atMost(Duration.ofSeconds(30)).untilAsserted(
                    () -> assertThat(about("life-left")).anyMatch(line -> line.contains("CREDENTIAL_EXPIRED")));
            // Its username says that it is over, too; what is relayed goes on all the same.
            assertThat(extended.call(Method.REFRESH).messageClass()).isEqualTo(MessageClass.SUCCESS);
            assertThat(relay.statistics().allocations()).isEqualTo(1);
            extended.call(Method.REFRESH, new Attribute.Lifetime(0));
        }
    }

    @Test
    void theLogHasALineForTheBeginningAndOneForTheEndWithTheTraffic() throws Exception {
        try (RelayClient client = new RelayClient(server(), "life-logged", SHORT);
                RelayClient peer = new RelayClient(server(), "life-peer", SHORT)) {
            TransportAddress relayed = client.allocate();
            TransportAddress peerRelayed = peer.allocate();
            client.bind(CHANNEL, peerRelayed);
            peer.bind(CHANNEL, relayed);
            client.send(CHANNEL, new byte[100]);
            peer.receiveData(CHANNEL);
            client.call(Method.REFRESH, new Attribute.Lifetime(0));
        }
        await().untilAsserted(() -> assertThat(about("life-logged")).hasSize(2));
        assertThat(about("life-logged").getFirst()).contains("opened").contains("127.0.0.1:")
                .contains("life-logged");
        assertThat(about("life-logged").getLast()).contains("ended: DELETED")
                .contains("1 datagrams (100 bytes) to peers, 0 (0 bytes) to the client");
    }

    /// The lines about the allocation of a credential's name; the last one knows it by its number.
    private List<String> about(String name) {
        String number = lines.stream().filter(line -> line.endsWith(name)).findFirst().orElse("none")
                .replaceAll("allocation (\\d+) .*", "$1");
        return lines.stream().filter(line -> line.startsWith("allocation " + number + " ")).toList();
    }

    private TransportAddress server() {
        return relay.addresses().getFirst();
    }
}
