package callbox.turn.engine;

import static callbox.turn.engine.TestClient.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import callbox.stun.AddressFamily;
import callbox.stun.Attribute;
import callbox.stun.Attribute.MobilityTicket;
import callbox.stun.Method;
import callbox.stun.StunMessage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefreshAndMobilityTest {
    private static final FiveTuple WIFI = EngineKit.udp(1000);
    private static final FiveTuple MOBILE = new FiveTuple(EngineKit.address("203.0.113.77", 1), EngineKit.SERVER,
            Transport.UDP);
    private static final Attribute ASK_FOR_TICKET = new MobilityTicket(ByteBuffer.allocate(0));

    private final EngineKit kit = new EngineKit();

    @Test
    void refreshWithZeroLifetimeDeletesAllocation() {
        TestClient client = TestClient.allocated(kit, WIFI);
        assertThat(client.refresh(0).find(Attribute.Lifetime.class)).contains(new Attribute.Lifetime(0));
        assertThat(kit.engine.clients().allocations()).isEmpty();
        assertThat(kit.bound).isEmpty();
        assertThat(kit.quotas.used()).isZero();
        assertThat(errorOf(client.refresh(600))).isEqualTo(437);
    }

    @Test
    void refreshProlongsAnAllocationAndSilenceEndsIt() {
        TestClient client = TestClient.allocated(kit, WIFI);
        kit.tickAfterSeconds(500);
        client.refresh(600);
        kit.tickAfterSeconds(500);
        assertThat(kit.engine.clients().allocations()).hasSize(1);
        kit.tickAfterSeconds(101);
        assertThat(kit.last(Command.Ended.class).reason()).isEqualTo(AllocationEnd.EXPIRED);
        assertThat(kit.bound).isEmpty();
    }

    @Test
    void oneFamilyOfADualAllocationCanBeDeleted() {
        TestClient client = new TestClient(kit, WIFI);
        client.allocate(new Attribute.AdditionalAddressFamily(Optional.of(AddressFamily.IPV6)));
        client.bind(0x4001, EngineKit.address("2001:db8:ffff::9", 1));
        Attribute ipv6 = new Attribute.RequestedAddressFamily(Optional.of(AddressFamily.IPV6));

        assertThat(errorOf(client.refresh(0, ipv6))).isZero();
        assertThat(client.allocation().relays()).hasSize(1);
        assertThat(client.allocation().channel(0x4001, kit.nowMs())).isNull();
        assertThat(errorOf(client.refresh(600, ipv6))).isEqualTo(443);
        assertThat(errorOf(client.refresh(600))).isZero();
    }

    @Test
    void aClosedConnectionEndsItsAllocation() {
        TestClient.allocated(kit, EngineKit.tcp(1));
        kit.on(new Input.ClientDisconnected(EngineKit.tcp(1)));
        assertThat(kit.last(Command.Ended.class).reason()).isEqualTo(AllocationEnd.DISCONNECTED);
    }

    @Test
    void aTicketMovesAnAllocationOnceTheClientIsHeardAtItsNewAddress() {
        TestClient client = new TestClient(kit, WIFI);
        StunMessage allocated = client.allocate(ASK_FOR_TICKET);
        Allocation allocation = client.allocation();
        client.moveTo(MOBILE);
        StunMessage moved = client.refresh(600, ticketOf(allocated));

        assertThat(errorOf(moved)).isZero();
        assertThat(ticketOf(moved)).isNotEqualTo(ticketOf(allocated));
        assertThat(allocation.client()).isEqualTo(WIFI);
        assertThat(kit.engine.clients().get(WIFI)).isSameAs(allocation);
        kit.execute(kit.engine.heard(allocation, MOBILE));
        assertThat(allocation.client()).isEqualTo(MOBILE);
        assertThat(kit.engine.clients().get(WIFI)).isNull();
        assertThat(kit.engine.clients().allocations()).hasSize(1);
    }

    @Test
    void aRetransmittedMoveWorksWithTheOldTicket() {
        TestClient client = new TestClient(kit, WIFI);
        StunMessage allocated = client.allocate(ASK_FOR_TICKET);
        client.moveTo(MOBILE);
        assertThat(errorOf(client.refresh(600, ticketOf(allocated)))).isZero();
        FiveTuple third = new FiveTuple(EngineKit.address("203.0.113.78", 1), EngineKit.SERVER, Transport.UDP);
        client.moveTo(third);
        assertThat(errorOf(client.refresh(600, ticketOf(allocated)))).isZero();
        assertThat(kit.engine.clients().get(MOBILE)).isNull();
    }

    @Test
    void aTicketNeedsItsCredential() {
        StunMessage allocated = new TestClient(kit, WIFI).allocate(ASK_FOR_TICKET);
        TestClient thief = new TestClient(kit, MOBILE, kit.credentials.mint("thief", Duration.ofHours(1)));
        assertThat(errorOf(thief.refresh(600, ticketOf(allocated)))).isEqualTo(441);
        ByteBuffer made = ByteBuffer.allocate(16).put(0, (byte) 1).put(1, (byte) 8);
        assertThat(errorOf(new TestClient(kit, MOBILE).refresh(600, new MobilityTicket(made)))).isEqualTo(400);
    }

    /// coturn's client keeps a ticket as a C string.
    @Test
    void noTicketHasAZeroByte() {
        TestClient client = new TestClient(kit, WIFI);
        MobilityTicket ticket = ticketOf(client.allocate(ASK_FOR_TICKET));
        for (int i = 0; i < 200; i++) {
            ByteBuffer bytes = ticket.value().duplicate();
            while (bytes.hasRemaining()) {
                assertThat(bytes.get()).isNotZero();
            }
            ticket = ticketOf(client.refresh(600, ticket));
        }
    }

    @Test
    void aTicketOfAnotherEngineIsForwardedToIt() {
        ByteBuffer ticket = ByteBuffer.allocate(16).put(0, (byte) 1).put(1, (byte) 10);
        TestClient client = new TestClient(kit, MOBILE);
        ByteBuffer request = client.request(Method.REFRESH, new MobilityTicket(ticket));
        assertThat(kit.exchangeBytes(MOBILE, request)).isEmpty();
        assertThat(kit.last(Command.Forward.class)).isEqualTo(new Command.Forward(9, MOBILE, request));
    }

    @Test
    void aStreamWithATicketMayBreakAndComeBack() {
        TestClient client = new TestClient(kit, EngineKit.tcp(1));
        StunMessage allocated = client.allocate(ASK_FOR_TICKET);
        kit.on(new Input.ClientDisconnected(EngineKit.tcp(1)));
        client.moveTo(EngineKit.tcp(2));
        assertThat(errorOf(client.refresh(600, ticketOf(allocated)))).isZero();
        assertThat(errorOf(client.permit(EngineKit.address("203.0.113.9", 1)))).isZero();
        assertThat(client.allocation().client()).isEqualTo(EngineKit.tcp(2));
    }

    @Test
    void anEndedAllocationForgetsItsTicketAndBothFiveTuples() {
        TestClient client = new TestClient(kit, WIFI);
        StunMessage allocated = client.allocate(ASK_FOR_TICKET);
        client.moveTo(MOBILE);
        client.refresh(600, ticketOf(allocated));
        kit.on(new Input.CredentialEnded("call-1"));
        assertThat(kit.engine.clients().get(WIFI)).isNull();
        assertThat(kit.engine.clients().get(MOBILE)).isNull();
        assertThat(kit.commands).contains(new Command.ReleaseClient(WIFI), new Command.ReleaseClient(MOBILE));
    }

    private static MobilityTicket ticketOf(StunMessage answer) {
        return answer.find(MobilityTicket.class).orElseThrow();
    }
}
