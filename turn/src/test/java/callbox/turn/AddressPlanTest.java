package callbox.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import callbox.stun.IpAddress;
import callbox.turn.net.RelayAddress;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AddressPlanTest {
    private static final IpAddress LOOPBACK = ip("127.0.0.1");
    private static final IpAddress LAN = ip("192.168.1.10");
    private static final IpAddress PUBLIC = ip("9.9.9.9");
    private static final IpAddress PUBLIC6 = ip("2a00::9");
    private static final IpAddress NAT = ip("8.8.4.4");

    @Test
    void listensEverywhereAndRelaysFromThePublicAddress() {
        AddressPlan plan = AddressPlan.of(config(), Set.of(LOOPBACK, LAN, PUBLIC, PUBLIC6));
        assertThat(plan.listen()).containsExactlyInAnyOrder(LOOPBACK, LAN, PUBLIC, PUBLIC6);
        assertThat(plan.relays()).containsExactly(new RelayAddress(PUBLIC, PUBLIC), new RelayAddress(PUBLIC6, PUBLIC6));
        assertThat(plan.advice()).isEmpty();
    }

    @Test
    void aWildcardIsEveryAddress() {
        assertThat(AddressPlan.of(config(ip("0.0.0.0")), Set.of(LOOPBACK, LAN)).listen()).hasSize(2);
    }

    @Test
    void aMachineWithoutAPublicAddressIsToldToSetOne() {
        AddressPlan plan = AddressPlan.of(config(), Set.of(LOOPBACK, LAN));
        assertThat(plan.relays()).containsExactly(new RelayAddress(LAN, LAN));
        assertThat(plan.advice()).singleElement().asString().contains("192.168.1.10")
                .contains("set the external address");
    }

    @Test
    void anExternalAddressElsewhereWantsItsPortsForwarded() {
        AddressPlan plan = AddressPlan.of(config().withRelays(new TurnConfig.Relays(List.of(NAT), 50_000, 50_999)),
                Set.of(LOOPBACK, LAN));
        assertThat(plan.relays()).containsExactly(new RelayAddress(LAN, NAT));
        assertThat(plan.advice()).singleElement().asString().contains("8.8.4.4").contains("50000-50999")
                .contains("192.168.1.10").contains("3478");
    }

    @Test
    void anExternalAddressOfTheMachineIsRelayedFromThere() {
        AddressPlan plan = AddressPlan.of(config().withRelays(new TurnConfig.Relays(List.of(PUBLIC), 50_000, 50_999)),
                Set.of(ip("1.2.3.4"), PUBLIC));
        assertThat(plan.relays()).containsExactly(new RelayAddress(PUBLIC, PUBLIC));
        assertThat(plan.advice()).isEmpty();
    }

    @Test
    void addressesThatTheMachineHasNotStopTheStart() {
        assertThatThrownBy(() -> AddressPlan.of(config(PUBLIC), Set.of(LOOPBACK)))
                .isInstanceOf(TurnStartException.class).hasMessageContaining("cannot listen on 9.9.9.9");
        assertThatThrownBy(
                () -> AddressPlan.of(config().withRelays(new TurnConfig.Relays(List.of(PUBLIC6), 2000, 3000)),
                        Set.of(LAN)))
                .isInstanceOf(TurnStartException.class).hasMessageContaining("cannot advertise 2a00::9");
    }

    @Test
    void nonsenseIsRefusedWithASentence() {
        assertThatThrownBy(() -> new TurnConfig.Relays(List.of(), 3000, 2000)).hasMessageContaining("3000-2000");
        assertThatThrownBy(() -> new TurnConfig.Relays(List.of(), 80, 2000)).hasMessageContaining("not below 1024");
        assertThatThrownBy(() -> new TurnConfig.Relays(List.of(NAT, PUBLIC), 2000, 3000))
                .hasMessageContaining("more than one external address");
        assertThatThrownBy(() -> new TurnConfig.Listen(List.of(), 70_000, OptionalInt.empty()))
                .hasMessageContaining("70000");
        assertThatThrownBy(() -> TurnConfig.defaults("")).hasMessageContaining("domain name");
    }

    private static TurnConfig config(IpAddress... listen) {
        return TurnConfig.defaults("example.org").withListen(
                new TurnConfig.Listen(Stream.of(listen).toList(), TurnConfig.DEFAULT_PORT, OptionalInt.empty()));
    }

    private static IpAddress ip(String text) {
        return IpAddress.parse(text).orElseThrow();
    }
}
