package callbox.turn.engine;

import callbox.stun.Attribute;
import callbox.stun.Attribute.RequestedTransport;
import callbox.stun.Decoded;
import callbox.stun.IntegrityAlgorithm;
import callbox.stun.IntegrityKey;
import callbox.stun.MessageClass;
import callbox.stun.Method;
import callbox.stun.PasswordAlgorithm;
import callbox.stun.StunEncoder;
import callbox.stun.StunMessage;
import callbox.stun.TransactionId;
import callbox.stun.TransportAddress;
import callbox.turn.credential.Credential;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A TURN client as simple as browsers are: it asks, is challenged, and asks again with MESSAGE-INTEGRITY. It checks the
/// integrity of every answer that has one.
final class TestClient {
    private final EngineKit kit;
    private final Credential credential;
    private FiveTuple fiveTuple;
    private String nonce = "";
    private int transactions;

    TestClient(EngineKit kit, FiveTuple fiveTuple, Credential credential) {
        this.kit = kit;
        this.fiveTuple = fiveTuple;
        this.credential = credential;
    }

    TestClient(EngineKit kit, FiveTuple fiveTuple) {
        this(kit, fiveTuple, kit.credentials.mint("call-1", Duration.ofHours(2)));
    }

    /// A client that has an allocation.
    static TestClient allocated(EngineKit kit, FiveTuple fiveTuple) {
        TestClient client = new TestClient(kit, fiveTuple);
        StunMessage answer = client.allocate();
        if (answer.messageClass() != MessageClass.SUCCESS) {
            throw new AssertionError("no allocation: " + answer);
        }
        return client;
    }

    FiveTuple fiveTuple() {
        return fiveTuple;
    }

    /// The client's address changes under it.
    void moveTo(FiveTuple other) {
        fiveTuple = other;
    }

    Allocation allocation() {
        return kit.allocation(fiveTuple);
    }

    StunMessage allocate(Attribute... more) {
        List<Attribute> attributes = new ArrayList<>(List.of(more));
        attributes.addFirst(new RequestedTransport(RequestedTransport.UDP));
        return call(Method.ALLOCATE, attributes.toArray(Attribute[]::new));
    }

    StunMessage refresh(long seconds, Attribute... more) {
        List<Attribute> attributes = new ArrayList<>(List.of(more));
        attributes.addFirst(new Attribute.Lifetime(seconds));
        return call(Method.REFRESH, attributes.toArray(Attribute[]::new));
    }

    StunMessage permit(TransportAddress peer) {
        return call(Method.CREATE_PERMISSION, new Attribute.XorPeerAddress(peer));
    }

    StunMessage bind(int channel, TransportAddress peer) {
        return call(Method.CHANNEL_BIND, new Attribute.ChannelNumber(channel), new Attribute.XorPeerAddress(peer));
    }

    /// Asks, with as many challenges answered as a browser would.
    StunMessage call(Method method, Attribute... attributes) {
        StunMessage answer = exchange(request(method, attributes));
        if (answer.messageClass() == MessageClass.ERROR && answer.has(Attribute.Nonce.class)) {
            nonce = answer.find(Attribute.Nonce.class).orElseThrow().value();
            answer = exchange(request(method, attributes));
        }
        return answer;
    }

    /// The bytes of a new request; with integrity once there is a nonce.
    ByteBuffer request(Method method, Attribute... attributes) {
        List<Attribute> all = new ArrayList<>(List.of(attributes));
        TransactionId id = new TransactionId(fiveTuple.client().port(), ++transactions);
        if (nonce.isEmpty()) {
            return StunEncoder.encode(new StunMessage(MessageClass.REQUEST, method, id, all));
        }
        all.add(new Attribute.Username(credential.username()));
        all.add(new Attribute.Realm(EngineKit.REALM));
        all.add(new Attribute.Nonce(nonce));
        return StunEncoder.encode(new StunMessage(MessageClass.REQUEST, method, id, all), key(),
                IntegrityAlgorithm.SHA1);
    }

    private IntegrityKey key() {
        return PasswordAlgorithm.MD5.key(credential.username(), EngineKit.REALM, credential.password());
    }

    StunMessage exchange(ByteBuffer request) {
        ByteBuffer bytes = kit.exchangeBytes(fiveTuple, request).orElseThrow(() -> new AssertionError("no answer"));
        Decoded.Message answer = EngineKit.decode(bytes);
        if (!answer.integrity().isEmpty() && !key().verifies(answer, answer.integrity().getFirst())) {
            throw new AssertionError("the answer's integrity does not verify");
        }
        return answer.message();
    }

    static int errorOf(StunMessage answer) {
        return answer.find(Attribute.ErrorCode.class).map(Attribute.ErrorCode::code).orElse(0);
    }
}
