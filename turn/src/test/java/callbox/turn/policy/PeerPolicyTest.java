package callbox.turn.policy;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.stun.IpAddress;
import callbox.stun.TransportAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerPolicyTest {
    private static final IpAddress LOCAL = ip("10.1.2.3");
    private static final IpAddress EXTERNAL = ip("9.9.9.1");
    private static final OwnAddresses OWN = new OwnAddresses(Set.of(LOCAL, EXTERNAL, ip("8.8.4.4"), ip("127.0.0.1")),
            Set.of(EXTERNAL), 50_000, 50_999);

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0",
        "192.167.255.255", "198.17.255.255", "198.20.0.0", "223.255.255.255", "2606:4700::1111", "2a00::1",
        "2001:200::1", "2003::1"})
    void publicAddressesArePermitted(String peer) {
        assertThat(defaults().permits(ip(peer))).isTrue();
        assertThat(defaults().permits(new TransportAddress(ip(peer), 5000))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.0", "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254", "169.254.169.254", "172.16.0.0", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.31.196.1",
        "192.52.193.1", "192.88.99.1", "192.168.0.0", "192.168.255.255", "192.175.48.1", "198.18.0.1", "198.19.255.255",
        "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"})
    void specialIpv4AddressesAreRefused(String peer) {
        assertThat(defaults().permits(ip(peer))).isFalse();
        assertThat(defaults().permits(new TransportAddress(ip(peer), 5000))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"::", "::1", "100::1", "100:0:0:1::1", "2001::1", "2001:1::1", "2001:2::1", "2001:10::1",
        "2001:20::1", "2001:db8::1", "2620:4f:8000::1", "3fff::1", "3fff:fff::1", "5f00::1", "fc00::1",
        "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1", "ff0e::1", "4000::1", "8000::1"})
    void specialIpv6AddressesAreRefused(String peer) {
        assertThat(defaults().permits(ip(peer))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"::ffff:1.1.1.1", "::ffff:10.0.0.1", "::1.1.1.1", "::ffff:0:1.1.1.1", "64:ff9b::1.1.1.1",
        "64:ff9b::10.0.0.1", "64:ff9b:1::1.1.1.1", "2002:0101:0101::1", "2002:7f00:1::", "2001:0:0101:0101::1",
        "2a00::5efe:1.1.1.1", "2a00::200:5efe:127.0.0.1"})
    void anIpv4AddressInsideAnIpv6AddressIsRefusedHoweverItIsWritten(String peer) {
        assertThat(defaults().permits(ip(peer))).isFalse();
    }

    @Test
    void anAllowedEmbeddingStillNeedsAPermittedIpv4Address() {
        PeerPolicy nat64 = policy(List.of("64:ff9b::/96"), List.of("1.0.0.0/8"));
        assertThat(nat64.permits(ip("64:ff9b::8.8.8.8"))).isTrue();
        assertThat(nat64.permits(ip("64:ff9b::10.0.0.1"))).isFalse();
        assertThat(nat64.permits(ip("64:ff9b::1.1.1.1"))).isFalse();
        assertThat(policy(List.of("64:ff9b::/96", "10.0.0.0/8"), List.of()).permits(ip("64:ff9b::10.0.0.1"))).isTrue();
        assertThat(policy(List.of("10.0.0.0/8"), List.of()).permits(ip("::ffff:10.0.0.1"))).isFalse();
    }

    @Test
    void everyEmbeddingIsReadRight() {
        Stream.of("::ffff:10.9.8.7", "::10.9.8.7", "::ffff:0:10.9.8.7", "64:ff9b::10.9.8.7", "2002:a09:807::",
                "2001:0:1:1::f5f6:f7f8", "2a00::5efe:10.9.8.7", "2a00::200:5efe:10.9.8.7")
                .forEach(form -> assertThat(EmbeddedIpv4.in(ip(form), 0)).as(form).contains(ip("10.9.8.7")));
        assertThat(EmbeddedIpv4.isIn(ip("2a00::1"))).isFalse();
        assertThat(EmbeddedIpv4.isIn(ip("::1"))).isFalse();
    }

    /// The table of RFC 6052, section 2.2, for the lengths that fit into the prefix of RFC 8215.
    @ParameterizedTest
    @CsvSource({"64:ff9b:1::/48, 64:ff9b:1:a09:8:700::", "64:ff9b:1:5500::/56, 64:ff9b:1:550a:9:807::",
        "64:ff9b:1:5566::/64, 64:ff9b:1:5566:a:908:700:0", "64:ff9b:1::/96, 64:ff9b:1::10.9.8.7"})
    void localTranslatorsPrefixSaysWhereTheIpv4AddressIs(String prefix, String form) {
        assertThat(EmbeddedIpv4.in(ip(form), Cidr.parse(prefix).prefixBits())).contains(ip("10.9.8.7"));
        assertThat(policy(List.of(prefix), List.of()).permits(ip(form))).isFalse();
        assertThat(policy(List.of(prefix, "10.9.8.0/24"), List.of()).permits(ip(form))).isTrue();
        assertThat(policy(List.of("64:ff9b:1::/60", "10.9.8.0/24"), List.of()).permits(ip(form)))
                .as("nobody can tell").isFalse();
    }

    @Test
    void deniedRangesAreRefusedEvenInsideAllowedOnes() {
        PeerPolicy policy = policy(List.of("10.0.0.0/8"), List.of("10.7.0.0/16", "1.1.1.0/24"));
        assertThat(policy.permits(ip("10.6.0.1"))).isTrue();
        assertThat(policy.permits(ip("10.7.0.1"))).isFalse();
        assertThat(policy.permits(ip("1.1.1.1"))).isFalse();
    }

    @Test
    void onlyTheRelayPortsOfTheRelaysOwnAddressArePermitted() {
        assertThat(defaults().permits(EXTERNAL)).isTrue();
        assertThat(defaults().dependsOnPort(EXTERNAL)).isTrue();
        assertThat(defaults().permits(new TransportAddress(EXTERNAL, 50_000))).isTrue();
        assertThat(defaults().permits(new TransportAddress(EXTERNAL, 50_999))).isTrue();
        assertThat(defaults().permits(new TransportAddress(EXTERNAL, 49_999))).isFalse();
        assertThat(defaults().permits(new TransportAddress(EXTERNAL, 3478))).isFalse();
    }

    @Test
    void otherAddressesOfTheMachineAreRefusedThoughTheyArePublic() {
        assertThat(defaults().permits(ip("8.8.4.4"))).isFalse();
        assertThat(defaults().permits(new TransportAddress(ip("8.8.4.4"), 50_500))).isFalse();
    }

    @Test
    void aPrivateRelayAddressIsPermittedToItsOwnAllocations() {
        PeerPolicy lan = new PeerPolicy(List.of(), List.of(),
                new OwnAddresses(Set.of(LOCAL), Set.of(LOCAL), 50_000, 50_999));
        assertThat(lan.permits(new TransportAddress(LOCAL, 50_001))).isTrue();
        assertThat(lan.permits(new TransportAddress(LOCAL, 22))).isFalse();
        assertThat(lan.permits(ip("10.1.2.4"))).isFalse();
    }

    @Test
    void portZeroIsNobody() {
        assertThat(defaults().permits(new TransportAddress(ip("1.1.1.1"), 0))).isFalse();
    }

    private static PeerPolicy defaults() {
        return policy(List.of(), List.of());
    }

    private static PeerPolicy policy(List<String> allow, List<String> deny) {
        return new PeerPolicy(allow.stream().map(Cidr::parse).toList(), deny.stream().map(Cidr::parse).toList(), OWN);
    }

    private static IpAddress ip(String text) {
        return IpAddress.parse(text).orElseThrow();
    }
}
