package callbox.turn.engine;

import static callbox.turn.engine.TestClient.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import callbox.stun.AddressFamily;
import callbox.stun.Attribute;
import callbox.stun.Attribute.XorPeerAddress;
import callbox.stun.IpAddress;
import callbox.stun.Method;
import callbox.stun.TransportAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionAndChannelTest {
    private static final TransportAddress PEER = EngineKit.address("203.0.113.9", 4000);
    private static final TransportAddress OTHER = EngineKit.address("203.0.113.10", 4000);
    private static final TransportAddress PEER6 = EngineKit.address("2001:db8:ffff::9", 4000);
    private static final TransportAddress PRIVATE = EngineKit.address("10.0.0.1", 4000);
    private static final int CHANNEL = 0x4001;

    private final EngineKit kit = new EngineKit();
    private final TestClient client = TestClient.allocated(kit, EngineKit.udp(1000));

    @Test
    void aPermissionLetsDataPassBothWaysForFiveMinutes() {
        assertThat(errorOf(client.permit(PEER))).isZero();
        assertThat(sends(PEER)).isTrue();
        assertThat(hears(PEER)).isTrue();
        kit.advanceSeconds(299);
        assertThat(sends(PEER)).isTrue();
        kit.advanceSeconds(2);
        assertThat(sends(PEER)).isFalse();
        assertThat(hears(PEER)).isFalse();
    }

    @Test
    void aPermissionIsForAnAddressWhateverItsPort() {
        client.permit(PEER);
        assertThat(sends(EngineKit.address("203.0.113.9", 1))).isTrue();
        assertThat(sends(OTHER)).isFalse();
    }

    @Test
    void permissionsAreMadeAllOrNone() {
        assertThat(
                errorOf(client.call(Method.CREATE_PERMISSION, new XorPeerAddress(PEER), new XorPeerAddress(PRIVATE))))
                .isEqualTo(403);
        assertThat(hears(PEER)).isFalse();
        assertThat(errorOf(client.call(Method.CREATE_PERMISSION, new XorPeerAddress(PEER), new XorPeerAddress(OTHER))))
                .isZero();
        assertThat(hears(PEER) && hears(OTHER)).isTrue();
    }

    @Test
    void aPermissionNeedsAPeerOfTheRelaysFamily() {
        assertThat(errorOf(client.call(Method.CREATE_PERMISSION))).isEqualTo(400);
        assertThat(errorOf(client.permit(PEER6))).isEqualTo(443);
        assertThat(errorOf(client.bind(CHANNEL, PEER6))).isEqualTo(443);
    }

    @Test
    void permissionsAreBounded() {
        TestClient ipv6 = new TestClient(kit, EngineKit.udp(1001));
        ipv6.allocate(new Attribute.RequestedAddressFamily(Optional.of(AddressFamily.IPV6)));
        for (int i = 0; i < EngineLimits.PERMISSIONS; i++) {
            assertThat(errorOf(ipv6.permit(peer6(i)))).isZero();
        }
        assertThat(errorOf(ipv6.permit(peer6(-1)))).isEqualTo(508);
        assertThat(errorOf(ipv6.permit(peer6(0)))).isZero();
    }

    @Test
    void aChannelCarriesDataForTenMinutesAndItsPermissionForFive() {
        assertThat(errorOf(client.bind(CHANNEL, PEER))).isZero();
        assertThat(channel()).isPresent();
        assertThat(sends(PEER)).isTrue();
        kit.advanceSeconds(301);
        assertThat(sends(PEER)).isFalse();
        assertThat(channel()).isPresent();
        kit.advanceSeconds(300);
        assertThat(channel()).isEmpty();
    }

    @Test
    void aChannelStaysWithItsPeerUntilItExpires() {
        client.bind(CHANNEL, PEER);
        assertThat(errorOf(client.bind(CHANNEL, OTHER))).isEqualTo(400);
        assertThat(errorOf(client.bind(CHANNEL + 1, PEER))).isEqualTo(400);
        assertThat(errorOf(client.bind(CHANNEL, PEER))).isZero();
        kit.advanceSeconds(601);
        assertThat(errorOf(client.bind(CHANNEL, OTHER))).isZero();
        assertThat(errorOf(client.bind(CHANNEL + 1, PEER))).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 0x3FFF, 0x8000, 0xFFFF})
    void aNumberOutOfRangeIsBad(int number) {
        assertThat(errorOf(client.bind(number, PEER))).isEqualTo(400);
    }

    @Test
    void aForbiddenPeerGetsNoChannelAndNoPermission() {
        assertThat(errorOf(client.bind(CHANNEL, PRIVATE))).isEqualTo(403);
        assertThat(errorOf(client.permit(PRIVATE))).isEqualTo(403);
        assertThat(channel()).isEmpty();
    }

    @Test
    void anotherAllocationIsAPeerAndTheRestOfTheRelayIsNot() {
        assertThat(errorOf(client.permit(new TransportAddress(EngineKit.RELAY, 50_001)))).isZero();
        assertThat(sends(new TransportAddress(EngineKit.RELAY, 50_001))).isTrue();
        assertThat(sends(new TransportAddress(EngineKit.RELAY, 3478))).isFalse();
        assertThat(errorOf(client.bind(CHANNEL, new TransportAddress(EngineKit.RELAY, 3478)))).isEqualTo(403);
        assertThat(errorOf(client.bind(CHANNEL, new TransportAddress(EngineKit.RELAY, 50_001)))).isZero();
    }

    @Test
    void nothingIsBoundOrPermittedWithoutAnAllocation() {
        TestClient stranger = new TestClient(kit, EngineKit.udp(7));
        assertThat(errorOf(stranger.permit(PEER))).isEqualTo(437);
        assertThat(errorOf(stranger.bind(CHANNEL, PEER))).isEqualTo(437);
        assertThat(errorOf(stranger.refresh(600))).isEqualTo(437);
    }

    private Optional<ChannelBinding> channel() {
        return Optional.ofNullable(client.allocation().channel(CHANNEL, kit.nowMs()));
    }

    private boolean sends(TransportAddress peer) {
        return kit.engine.relayTo(client.allocation(), peer.family(), peer.ip().high(), peer.ip().low(), peer.port(),
                kit.nowMs()) != null;
    }

    private boolean hears(TransportAddress peer) {
        return client.allocation().relays().getFirst().permits(peer.ip().high(), peer.ip().low(), kit.nowMs());
    }

    private static TransportAddress peer6(int host) {
        return new TransportAddress(IpAddress.ipv6(0x20010db8ffff0000L, host & 0xFFFFFFFFL), 1);
    }
}
