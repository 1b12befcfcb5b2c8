package callbox.turn.engine;

import static callbox.turn.engine.TestClient.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import callbox.stun.AddressFamily;
import callbox.stun.Attribute;
import callbox.stun.Attribute.RequestedTransport;
import callbox.stun.MessageClass;
import callbox.stun.Method;
import callbox.stun.StunMessage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AllocateTest {
    private final EngineKit kit = new EngineKit();
    private final TestClient client = new TestClient(kit, EngineKit.udp(1000));

    @Test
    void allocatesARelayedAddressForTenMinutes() {
        StunMessage answer = client.allocate();

        assertThat(answer.messageClass()).isEqualTo(MessageClass.SUCCESS);
        assertThat(answer.attributes()).containsExactly(
                new Attribute.XorRelayedAddress(EngineKit.address("198.51.100.1", 50_000)), new Attribute.Lifetime(600),
                new Attribute.XorMappedAddress(client.fiveTuple().client()));
        assertThat(kit.has(Command.OpenRelay.class)).isTrue();
        assertThat(kit.has(Command.Opened.class)).isTrue();
    }

    @Test
    void grantsLifetimesBetweenTenMinutesAndAnHour() {
        assertThat(lifetimeFor(EngineKit.udp(1), 5)).isEqualTo(600);
        assertThat(lifetimeFor(EngineKit.udp(2), 1800)).isEqualTo(1800);
        assertThat(lifetimeFor(EngineKit.udp(3), 90_000)).isEqualTo(3600);
    }

    @Test
    void aLifetimeEndsWithTheCredential() {
        TestClient brief = new TestClient(kit, EngineKit.udp(1), kit.credentials.mint("brief", Duration.ofMinutes(2)));
        assertThat(brief.allocate()).extracting(m -> m.find(Attribute.Lifetime.class))
                .isEqualTo(Optional.of(new Attribute.Lifetime(120)));
        kit.tickAfterSeconds(121);
        assertThat(kit.last(Command.Ended.class).reason()).isEqualTo(AllocationEnd.CREDENTIAL_EXPIRED);
        assertThat(kit.bound).isEmpty();
    }

    @Test
    void aRetransmittedAllocateIsAnsweredByteForByte() {
        client.call(Method.BINDING);
        client.allocate();
        TestClient other = new TestClient(kit, EngineKit.udp(2000));
        errorOf(other.exchange(other.request(Method.REFRESH)));
        other.call(Method.REFRESH);
        ByteBuffer request = other.request(Method.ALLOCATE, new RequestedTransport(RequestedTransport.UDP));
        ByteBuffer first = kit.exchangeBytes(other.fiveTuple(), request).orElseThrow();
        ByteBuffer second = kit.exchangeBytes(other.fiveTuple(), request).orElseThrow();

        assertThat(second).isEqualTo(first);
        assertThat(kit.engine.clients().allocations()).hasSize(2);
    }

    @Test
    void anotherAllocateOnTheSameFiveTupleIsAMismatch() {
        client.allocate();
        assertThat(errorOf(client.allocate())).isEqualTo(437);
    }

    @Test
    void aRequestWithoutTransportIsBad() {
        assertThat(errorOf(client.call(Method.ALLOCATE))).isEqualTo(400);
    }

    @Test
    void anUnknownTransportIsNotSupported() {
        assertThat(errorOf(client.call(Method.ALLOCATE, new RequestedTransport(132)))).isEqualTo(442);
    }

    @Test
    void anUnknownFamilyIsNotSupported() {
        assertThat(errorOf(client.allocate(new Attribute.RequestedAddressFamily(Optional.empty())))).isEqualTo(440);
    }

    @Test
    void aFamilyThatTheRelayHasNoAddressOfIsNotSupported() {
        kit.served.remove(AddressFamily.IPV6);
        kit.families.remove(AddressFamily.IPV6);
        assertThat(errorOf(client.allocate(new Attribute.RequestedAddressFamily(Optional.of(AddressFamily.IPV6)))))
                .isEqualTo(440);
        StunMessage both = client.allocate(new Attribute.AdditionalAddressFamily(Optional.of(AddressFamily.IPV6)));
        assertThat(both.find(Attribute.AddressErrorCode.class))
                .contains(new Attribute.AddressErrorCode(AddressFamily.IPV6, 440, ""));
    }

    @Test
    void aTcpAllocationNeedsAStream() {
        assertThat(errorOf(client.call(Method.ALLOCATE, new RequestedTransport(RequestedTransport.TCP))))
                .isEqualTo(400);
        TestClient stream = new TestClient(kit, EngineKit.tcp(1001));
        assertThat(errorOf(stream.call(Method.ALLOCATE, new RequestedTransport(RequestedTransport.TCP)))).isZero();
    }

    @Test
    void relaysIpv6WhenAsked() {
        StunMessage answer = client.allocate(new Attribute.RequestedAddressFamily(Optional.of(AddressFamily.IPV6)));
        assertThat(answer.find(Attribute.XorRelayedAddress.class).orElseThrow().address().ip())
                .isEqualTo(EngineKit.RELAY6);
    }

    @Test
    void relaysBothFamiliesWhenAsked() {
        StunMessage answer = client.allocate(new Attribute.AdditionalAddressFamily(Optional.of(AddressFamily.IPV6)));
        assertThat(answer.findAll(Attribute.XorRelayedAddress.class)).extracting(a -> a.address().ip())
                .containsExactly(EngineKit.RELAY, EngineKit.RELAY6);
    }

    @Test
    void aDualAllocationHasOneFamilyIfTheOtherIsNotToBeHad() {
        kit.families.remove(AddressFamily.IPV6);
        StunMessage answer = client.allocate(new Attribute.AdditionalAddressFamily(Optional.of(AddressFamily.IPV6)));
        assertThat(answer.messageClass()).isEqualTo(MessageClass.SUCCESS);
        assertThat(answer.findAll(Attribute.XorRelayedAddress.class)).hasSize(1);
        assertThat(answer.find(Attribute.AddressErrorCode.class))
                .contains(new Attribute.AddressErrorCode(AddressFamily.IPV6, 508, ""));
    }

    @Test
    void contradictoryFamiliesAreBad() {
        Attribute additional = new Attribute.AdditionalAddressFamily(Optional.of(AddressFamily.IPV6));
        Attribute requested = new Attribute.RequestedAddressFamily(Optional.of(AddressFamily.IPV6));
        assertThat(errorOf(client.allocate(additional, requested))).isEqualTo(400);
        assertThat(errorOf(client.allocate(additional, new Attribute.EvenPort(true)))).isEqualTo(400);
        assertThat(errorOf(client.allocate(new Attribute.ReservationToken(1), requested))).isEqualTo(400);
        assertThat(errorOf(client.allocate(new Attribute.ReservationToken(1), additional))).isEqualTo(400);
        assertThat(errorOf(client.allocate(new Attribute.AdditionalAddressFamily(Optional.of(AddressFamily.IPV4)))))
                .isEqualTo(400);
    }

    @Test
    void aReservedPortIsTheNextOneAndCanBeClaimed() {
        StunMessage answer = client.allocate(new Attribute.EvenPort(true));
        int even = answer.find(Attribute.XorRelayedAddress.class).orElseThrow().address().port();
        Attribute.ReservationToken token = answer.find(Attribute.ReservationToken.class).orElseThrow();
        assertThat(even % 2).isZero();

        TestClient second = new TestClient(kit, EngineKit.udp(1002));
        assertThat(second.allocate(token).find(Attribute.XorRelayedAddress.class).orElseThrow().address().port())
                .isEqualTo(even + 1);
        TestClient third = new TestClient(kit, EngineKit.udp(1003));
        assertThat(errorOf(third.allocate(token))).isEqualTo(508);
        assertThat(errorOf(third.allocate(token, new Attribute.EvenPort(false)))).isEqualTo(400);
    }

    @Test
    void aReservationEndsAfterHalfAMinute() {
        StunMessage answer = client.allocate(new Attribute.EvenPort(true));
        Attribute.ReservationToken token = answer.find(Attribute.ReservationToken.class).orElseThrow();
        kit.tickAfterSeconds(31);
        assertThat(kit.bound).hasSize(1);
        assertThat(errorOf(new TestClient(kit, EngineKit.udp(1002)).allocate(token))).isEqualTo(508);
    }

    @Test
    void noPortLeftIsInsufficientCapacityAndTakesNoQuota() {
        kit.families.clear();
        assertThat(errorOf(client.allocate())).isEqualTo(508);
        assertThat(kit.quotas.used()).isZero();
    }

    @Test
    void quotasBoundACredentialAndTheWhole() {
        EngineKit small = new EngineKit(new EngineLimits(0, 1_000_000), new Quotas(2, 3), 0);
        TestClient.allocated(small, EngineKit.udp(1));
        TestClient.allocated(small, EngineKit.udp(2));
        assertThat(errorOf(new TestClient(small, EngineKit.udp(3)).allocate())).isEqualTo(486);
        assertThat(errorOf(other(small, 4).allocate())).isZero();
        assertThat(errorOf(other(small, 5).allocate())).isEqualTo(486);
    }

    @Test
    void aTicketInAnAllocateIsBad() {
        assertThat(errorOf(client.allocate(new Attribute.MobilityTicket(ByteBuffer.allocate(16))))).isEqualTo(400);
    }

    private static TestClient other(EngineKit kit, int port) {
        return new TestClient(kit, EngineKit.udp(port), kit.credentials.mint("other", Duration.ofHours(1)));
    }

    private long lifetimeFor(FiveTuple from, long asked) {
        return new TestClient(kit, from).allocate(new Attribute.Lifetime(asked)).find(Attribute.Lifetime.class)
                .orElseThrow().seconds();
    }
}
