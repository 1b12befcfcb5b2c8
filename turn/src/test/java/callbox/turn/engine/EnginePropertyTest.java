package callbox.turn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.stun.AddressFamily;
import callbox.stun.Attribute;
import callbox.stun.Attribute.MobilityTicket;
import callbox.stun.Method;
import callbox.stun.StunMessage;
import callbox.stun.TransportAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever clients do in whatever order, the engine's books agree.
class EnginePropertyTest {
    private static final int STEPS = 1_000;
    private static final int CLIENTS = 30;

    private final EngineKit kit = new EngineKit(new EngineLimits(0, 1_000_000), new Quotas(12, 25), 3);
    private final List<TestClient> clients = new ArrayList<>();
    private final List<MobilityTicket> tickets = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void portsQuotasAndAllocationsAgreeAfterAnyHistory(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < CLIENTS; i++) {
            FiveTuple at = i % 3 == 0 ? EngineKit.tcp(1000 + i) : EngineKit.udp(1000 + i);
            clients.add(new TestClient(kit, at,
                    kit.credentials.mint("call-" + i % 4, Duration.ofMinutes(30 + i))));
        }
        for (int step = 0; step < STEPS; step++) {
            act(random, clients.get(random.nextInt(CLIENTS)));
            check();
        }
        kit.tickAfterSeconds(7200);
        check();
        assertThat(kit.engine.clients().allocations()).isEmpty();
        assertThat(kit.bound).isEmpty();
        assertThat(kit.quotas.used()).isZero();
    }

    private void act(SplittableRandom random, TestClient client) {
        switch (random.nextInt(12)) {
            case 0, 1 -> keepTicket(client.allocate(wishes(random)));
            case 2 -> client.refresh(random.nextBoolean() ? 900 : 0);
            case 3 -> client.permit(peer(random));
            case 4, 5 -> client.bind(0x4000 + random.nextInt(6), peer(random));
            case 6 -> {
                if (!tickets.isEmpty()) {
                    keepTicket(client.refresh(600, tickets.get(random.nextInt(tickets.size()))));
                }
            }
            case 7 -> kit.on(new Input.ClientDisconnected(client.fiveTuple()));
            case 8 -> {
                Allocation allocation = kit.engine.clients().get(client.fiveTuple());
                if (allocation != null) {
                    kit.execute(kit.engine.heard(allocation, client.fiveTuple()));
                }
            }
            case 9 -> client.call(Method.CONNECT, new Attribute.XorPeerAddress(EngineKit.address("10.0.0.1", 1)));
            case 10 -> {
                if (random.nextInt(40) == 0) {
                    kit.on(new Input.CredentialEnded("call-" + random.nextInt(4)));
                }
            }
            default -> kit.tickAfterSeconds(random.nextInt(20));
        }
    }

    private void keepTicket(StunMessage answer) {
        answer.find(MobilityTicket.class).ifPresent(tickets::add);
    }

    private void check() {
        Set<TransportAddress> open = new HashSet<>();
        for (Allocation allocation : kit.engine.clients().allocations()) {
            assertThat(allocation.relays()).isNotEmpty();
            allocation.relays().forEach(relay -> assertThat(open.add(relay.socket().local())).isTrue());
            assertThat(kit.engine.clients().get(allocation.client())).isSameAs(allocation);
        }
        kit.reserved.values().forEach(socket -> open.add(socket.local()));
        assertThat(kit.bound).isEqualTo(open);
        assertThat(kit.quotas.used()).isEqualTo(kit.engine.clients().allocations().size()).isLessThanOrEqualTo(25);
        assertThat(kit.metrics.snapshot().allocations()).isEqualTo(kit.quotas.used());
    }

    private static Attribute[] wishes(SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0 -> new Attribute[]{new MobilityTicket(ByteBuffer.allocate(0))};
            case 1 -> new Attribute[]{new Attribute.EvenPort(random.nextBoolean())};
            case 2 -> new Attribute[]{new Attribute.AdditionalAddressFamily(Optional.of(AddressFamily.IPV6))};
            case 3 -> new Attribute[]{new Attribute.RequestedAddressFamily(Optional.of(AddressFamily.IPV6))};
            case 4 -> new Attribute[]{new Attribute.ReservationToken(random.nextLong())};
            default -> new Attribute[]{};
        };
    }

    private static TransportAddress peer(SplittableRandom random) {
        return random.nextInt(3) == 0 ? EngineKit.address("2001:db8:ffff::" + (1 + random.nextInt(5)), 1)
                : EngineKit.address("203.0.113." + (1 + random.nextInt(5)), 1);
    }
}
