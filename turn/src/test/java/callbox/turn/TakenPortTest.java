package callbox.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import callbox.stun.IpAddress;
import callbox.stun.TransportAddress;
import callbox.turn.credential.RestCredentials;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.BindException;
import java.net.DatagramSocket;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TakenPortTest {
    private static final RestCredentials CREDENTIALS = new RestCredentials("north", "callbox.test", Clock.systemUTC());

    @Test
    void oneFreePortServesAllAddresses() {
        try (TurnServer relay = TurnServer.start(onLoopback(0), CREDENTIALS)) {
            assertThat(relay.addresses()).hasSize(2).extracting(TransportAddress::port).doesNotContain(0)
                    .containsOnly(relay.addresses().getFirst().port());
        }
    }

    @Test
    void aPortThatTheSystemChoseIsChosenAgainWhereItWasTaken() {
        AtomicInteger attempts = new AtomicInteger();
        int chosen = TurnServer.onPort(0, () -> {
            if (attempts.incrementAndGet() < TurnServer.FREE_PORT_ATTEMPTS) {
                throw new TurnStartException.PortTaken("taken", new BindException());
            }
            return 4711;
        });
        assertThat(chosen).isEqualTo(4711);
        assertThat(attempts).hasValue(TurnServer.FREE_PORT_ATTEMPTS);
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "3478, 1"})
    void attemptsEnd(int port, int expected) {
        AtomicInteger attempts = new AtomicInteger();
        assertThatThrownBy(() -> TurnServer.onPort(port, () -> {
            attempts.incrementAndGet();
            throw new TurnStartException.PortTaken("taken", new BindException());
        })).isInstanceOf(TurnStartException.PortTaken.class);
        assertThat(attempts).hasValue(expected);
    }

    @Test
    void aSecondRelayDoesNotJoinInThePortOfTheFirst() {
        try (TurnServer first = TurnServer.start(onLoopback(0), CREDENTIALS)) {
            int port = first.addresses().getFirst().port();

            assertThatThrownBy(() -> TurnServer.start(onLoopback(port), CREDENTIALS).close())
                    .isInstanceOf(TurnStartException.PortTaken.class).hasMessageContaining("set another port");
        }
    }

    @Test
    void aRelayThatCannotStartLeavesNoSocketOnGivenEventLoops() throws Exception {
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
        try (TurnServer other = TurnServer.start(only("::1"), CREDENTIALS)) {
            int port = other.addresses().getFirst().port();

            // The first address is free, the second is taken.
            assertThatThrownBy(
                    () -> TurnServer.start(onLoopback(port), CREDENTIALS, Optional.empty(), Optional.of(loops)))
                    .isInstanceOf(TurnStartException.PortTaken.class);

            // A selector lets go of a closed channel when it selects the next time.
            await().untilAsserted(() -> assertThatCode(
                    () -> new DatagramSocket(new TransportAddress(ip("127.0.0.1"), port).toSocketAddress()).close())
                    .doesNotThrowAnyException());
        } finally {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    private static TurnConfig onLoopback(int port) {
        return listening(List.of(ip("127.0.0.1"), ip("::1")), port);
    }

    private static TurnConfig only(String address) {
        return listening(List.of(ip(address)), 0);
    }

    private static TurnConfig listening(List<IpAddress> addresses, int port) {
        return TurnConfig.defaults("callbox.test")
                .withListen(new TurnConfig.Listen(addresses, port, OptionalInt.empty()));
    }

    private static IpAddress ip(String text) {
        return IpAddress.parse(text).orElseThrow();
    }
}
