package callbox.turn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.stun.Attribute;
import callbox.stun.Attribute.RequestedTransport;
import callbox.stun.IpAddress;
import callbox.stun.MessageClass;
import callbox.stun.Method;
import callbox.stun.StunEncoder;
import callbox.stun.StunMessage;
import callbox.stun.TransactionId;
import callbox.stun.TransportAddress;
import callbox.turn.metrics.Refusal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReplyBudgetTest {
    private static final int PER_SECOND = 50;

    private final EngineKit kit = new EngineKit(new EngineLimits(0, PER_SECOND), new Quotas(100, 100), 1);

    @Test
    void aPrefixGetsSoManyAnswersPerSecond() {
        assertThat(answers("203.0.113.", 500)).isEqualTo(PER_SECOND);
        kit.advanceSeconds(1);
        assertThat(answers("203.0.113.", 500)).isEqualTo(PER_SECOND);
    }

    @Test
    void anotherPrefixHasItsOwn() {
        answers("203.0.113.", 500);
        assertThat(answers("198.51.100.", 500)).isEqualTo(PER_SECOND);
    }

    @Test
    void streamsAreAnsweredBecauseTheirAddressIsProven() {
        answers("203.0.113.", 500);
        assertThat(kit.exchangeBytes(EngineKit.tcp(9), allocate(1))).isPresent();
    }

    @Test
    void aClientWithACredentialIsServedDuringAFlood() {
        TestClient client = TestClient.allocated(kit, EngineKit.udp(1));
        answers("203.0.113.", 5000);
        assertThat(TestClient.errorOf(client.refresh(600))).isZero();
    }

    @Test
    void aFloodFromEverywhereLeavesNothingBehind() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            FiveTuple from = new FiveTuple(new TransportAddress(
                    IpAddress.ipv4(random.nextInt()), random.nextInt(65_536)), EngineKit.SERVER, Transport.UDP);
            kit.engine.on(new Input.ClientMessage(from, allocate(i)), kit.nowMs());
        }
        assertThat(kit.engine.clients().allocations()).isEmpty();
        assertThat(kit.quotas.used()).isZero();
        assertThat(kit.metrics.snapshot().refusals()).containsEntry(Refusal.UNAUTHENTICATED, 20_000L);
    }

    @Test
    void aBindingAnswerIsTheMappedAddressAndNothingElse() {
        ByteBuffer binding = StunEncoder
                .encode(new StunMessage(MessageClass.REQUEST, Method.BINDING, new TransactionId(1, 2), List.of()));
        ByteBuffer answer = kit.exchangeBytes(EngineKit.udp(5), binding).orElseThrow();
        assertThat(answer.remaining()).isEqualTo(32);
        assertThat(EngineKit.decode(answer).message().attributes())
                .containsExactly(new Attribute.XorMappedAddress(EngineKit.udp(5).client()));
    }

    @Test
    void whatIsNoRequestIsNotAnswered() {
        for (Map.Entry<MessageClass, Method> type : List.of(Map.entry(MessageClass.INDICATION, Method.BINDING),
                Map.entry(MessageClass.SUCCESS, Method.ALLOCATE), Map.entry(MessageClass.ERROR, Method.ALLOCATE),
                Map.entry(MessageClass.REQUEST, Method.SEND), Map.entry(MessageClass.INDICATION, Method.DATA))) {
            ByteBuffer bytes = StunEncoder
                    .encode(new StunMessage(type.getKey(), type.getValue(), new TransactionId(1, 2), List.of()));
            assertThat(kit.exchangeBytes(EngineKit.udp(6), bytes)).as(type.toString()).isEmpty();
        }
        assertThat(kit.exchangeBytes(EngineKit.udp(6), ByteBuffer.wrap(new byte[40]))).isEmpty();
    }

    private long answers(String prefix, int requests) {
        long answered = 0;
        for (int i = 0; i < requests; i++) {
            FiveTuple from = new FiveTuple(EngineKit.address(prefix + (1 + i % 250), 1024 + i), EngineKit.SERVER,
                    Transport.UDP);
            answered += kit.exchangeBytes(from, allocate(i)).isPresent() ? 1 : 0;
        }
        return answered;
    }

    private static ByteBuffer allocate(int id) {
        return StunEncoder.encode(new StunMessage(MessageClass.REQUEST, Method.ALLOCATE, new TransactionId(id, 2),
                List.of(new RequestedTransport(RequestedTransport.UDP))));
    }
}
