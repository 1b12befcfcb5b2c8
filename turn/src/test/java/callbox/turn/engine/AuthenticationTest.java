package callbox.turn.engine;

import static callbox.turn.engine.TestClient.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import callbox.stun.Attribute;
import callbox.stun.Attribute.RequestedTransport;
import callbox.stun.Decoded;
import callbox.stun.IntegrityAlgorithm;
import callbox.stun.IntegrityKey;
import callbox.stun.MessageClass;
import callbox.stun.Method;
import callbox.stun.NonceCookie;
import callbox.stun.PasswordAlgorithm;
import callbox.stun.StunEncoder;
import callbox.stun.StunMessage;
import callbox.stun.TransactionId;
import callbox.stun.UserHash;
import callbox.turn.credential.Credential;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuthenticationTest {
    private static final FiveTuple FROM = EngineKit.udp(1000);
    private static final Attribute UDP = new RequestedTransport(RequestedTransport.UDP);
    private static final Attribute OFFERED = new Attribute.PasswordAlgorithms(
            List.of(PasswordAlgorithm.SHA256, PasswordAlgorithm.MD5));
    private static final Attribute SHA256 = new Attribute.ChosenPasswordAlgorithm(
            Optional.of(PasswordAlgorithm.SHA256));

    private final EngineKit kit = new EngineKit();
    private final Credential credential = kit.credentials.mint("call-1", Duration.ofHours(1));

    @Test
    void aStrangerIsChallengedAndLeavesNoState() {
        StunMessage answer = kit.exchange(FROM, unsigned(UDP));

        assertThat(errorOf(answer)).isEqualTo(401);
        assertThat(answer.find(Attribute.Realm.class)).contains(new Attribute.Realm(EngineKit.REALM));
        assertThat(answer.find(Attribute.PasswordAlgorithms.class)).contains((Attribute.PasswordAlgorithms) OFFERED);
        assertThat(NonceCookie.features(answer.find(Attribute.Nonce.class).orElseThrow().value()).orElseThrow())
                .containsExactly(NonceCookie.Feature.PASSWORD_ALGORITHMS, NonceCookie.Feature.USERNAME_ANONYMITY);
        assertThat(kit.engine.clients().allocations()).isEmpty();
    }

    @Test
    void theChallengeIsSmall() {
        assertThat(kit.exchangeBytes(FROM, unsigned(UDP)).orElseThrow().remaining()).isLessThan(120);
    }

    @Test
    void theFormOfBrowsersIsAccepted() {
        assertThat(errorOf(kit.exchange(FROM, signed(md5(), IntegrityAlgorithm.SHA1, UDP, username())))).isZero();
    }

    @Test
    void theFormOfRfc8489IsAcceptedAndAnsweredAlike() {
        ByteBuffer request = signed(sha256(), IntegrityAlgorithm.SHA256, UDP, OFFERED, SHA256,
                new Attribute.UserHashed(UserHash.of(credential.username(), EngineKit.REALM)));
        Decoded.Message answer = EngineKit.decode(kit.exchangeBytes(FROM, request).orElseThrow());

        assertThat(answer.message().messageClass()).isEqualTo(MessageClass.SUCCESS);
        assertThat(answer.strongestIntegrity().orElseThrow().algorithm()).isEqualTo(IntegrityAlgorithm.SHA256);
        assertThat(sha256().verifies(answer, answer.strongestIntegrity().orElseThrow())).isTrue();
    }

    @Test
    void aWrongPasswordUsernameOrHashIsUnauthenticated() {
        IntegrityKey wrong = PasswordAlgorithm.MD5.key(credential.username(), EngineKit.REALM, "wrong");
        assertThat(errorOf(kit.exchange(FROM, signed(wrong, IntegrityAlgorithm.SHA1, UDP, username())))).isEqualTo(401);
        assertThat(errorOf(kit.exchange(FROM,
                signed(md5(), IntegrityAlgorithm.SHA1, UDP, new Attribute.Username("nobody"))))).isEqualTo(401);
        assertThat(errorOf(kit.exchange(FROM, signed(md5(), IntegrityAlgorithm.SHA1, UDP,
                new Attribute.UserHashed(UserHash.of("nobody", EngineKit.REALM)))))).isEqualTo(401);
    }

    @Test
    void aHashOfTheWeakerKeyDoesNotPassForTheStronger() {
        ByteBuffer request = signed(md5(), IntegrityAlgorithm.SHA256, UDP, OFFERED, SHA256, username());
        assertThat(errorOf(kit.exchange(FROM, request))).isEqualTo(401);
    }

    @Test
    void anOfferThatIsNotOursIsBad() {
        Attribute weakened = new Attribute.PasswordAlgorithms(List.of(PasswordAlgorithm.MD5));
        Attribute md5 = new Attribute.ChosenPasswordAlgorithm(Optional.of(PasswordAlgorithm.MD5));
        for (Attribute[] claim : List.of(new Attribute[]{weakened, md5}, new Attribute[]{OFFERED},
                new Attribute[]{md5},
                new Attribute[]{OFFERED, new Attribute.ChosenPasswordAlgorithm(Optional.empty())})) {
            List<Attribute> attributes = new ArrayList<>(List.of(claim));
            attributes.add(UDP);
            attributes.add(username());
            ByteBuffer request = signed(md5(), IntegrityAlgorithm.SHA1, attributes.toArray(Attribute[]::new));
            assertThat(errorOf(kit.exchange(FROM, request))).isEqualTo(400);
        }
    }

    @Test
    void aRequestWithoutRealmNonceOrUsernameIsBad() {
        List<Attribute> all = List.of(UDP, username(), new Attribute.Realm(EngineKit.REALM), nonce());
        for (int missing = 1; missing < all.size(); missing++) {
            List<Attribute> some = new ArrayList<>(all);
            some.remove(missing);
            ByteBuffer request = StunEncoder.encode(message(some), md5(), IntegrityAlgorithm.SHA1);
            assertThat(errorOf(kit.exchange(FROM, request))).isEqualTo(400);
        }
    }

    @Test
    void anOldNonceIsStaleAndTheNextOneWorks() {
        ByteBuffer request = signed(md5(), IntegrityAlgorithm.SHA1, UDP, username());
        kit.advanceSeconds(Nonces.LIFETIME.toSeconds() + 1);
        StunMessage answer = kit.exchange(FROM, request);
        assertThat(errorOf(answer)).isEqualTo(438);
        assertThat(answer.has(Attribute.Nonce.class)).isTrue();
        assertThat(errorOf(kit.exchange(FROM, signed(md5(), IntegrityAlgorithm.SHA1, UDP, username())))).isZero();
    }

    @Test
    void aNonceServesOnlyTheAddressThatItWasMadeFor() {
        ByteBuffer request = signed(md5(), IntegrityAlgorithm.SHA1, UDP, username());
        FiveTuple elsewhere = new FiveTuple(EngineKit.address("203.0.113.201", 1000), EngineKit.SERVER, Transport.UDP);
        assertThat(errorOf(kit.exchange(elsewhere, request))).isEqualTo(438);
    }

    @Test
    void aMadeUpNonceIsStale() {
        for (String made : List.of("", "x", "obMatJos2wAAA", "obMatJos2wAAA????", "obMatJos2wAAA" + "A".repeat(22))) {
            ByteBuffer request = StunEncoder
                    .encode(message(List.of(UDP, username(), new Attribute.Realm(EngineKit.REALM),
                            new Attribute.Nonce(made))), md5(), IntegrityAlgorithm.SHA1);
            assertThat(errorOf(kit.exchange(FROM, request))).as(made).isEqualTo(438);
        }
    }

    @Test
    void anotherCredentialCannotTouchAnAllocation() {
        TestClient.allocated(kit, FROM);
        TestClient thief = new TestClient(kit, FROM, kit.credentials.mint("thief", Duration.ofHours(1)));
        assertThat(errorOf(thief.refresh(0))).isEqualTo(441);
        assertThat(errorOf(thief.permit(EngineKit.address("203.0.113.1", 1)))).isEqualTo(441);
    }

    @Test
    void aRenewedCredentialOfTheSameNameGoesOnWithTheAllocation() {
        TestClient before = new TestClient(kit, FROM, kit.credentials.mint("call-1", Duration.ofMinutes(20)));
        before.allocate();
        kit.advanceSeconds(900);
        TestClient after = new TestClient(kit, FROM, kit.credentials.mint("call-1", Duration.ofHours(1)));
        assertThat(after.refresh(1800).find(Attribute.Lifetime.class)).contains(new Attribute.Lifetime(1800));
        kit.tickAfterSeconds(600);
        assertThat(kit.engine.clients().allocations()).hasSize(1);
    }

    @Test
    void anExtendedCredentialOutlivesItsUsername() {
        TestClient client = new TestClient(kit, FROM, kit.credentials.mint("call-1", Duration.ofMinutes(10)));
        client.allocate();
        kit.on(new Input.CredentialExtended("call-1", kit.nowMs() + 7_200_000));
        kit.advanceSeconds(500);
        assertThat(errorOf(client.refresh(3600))).isZero();
        kit.advanceSeconds(1000);
        assertThat(errorOf(client.refresh(3600))).isZero();
        kit.tickAfterSeconds(3000);
        assertThat(kit.engine.clients().allocations()).hasSize(1);
    }

    @Test
    void anEndedCredentialEndsItsAllocationsAndNoOthers() {
        TestClient.allocated(kit, FROM);
        new TestClient(kit, EngineKit.udp(2), kit.credentials.mint("call-2", Duration.ofHours(1))).allocate();
        kit.on(new Input.CredentialEnded("call-1"));
        assertThat(kit.last(Command.Ended.class).reason()).isEqualTo(AllocationEnd.CREDENTIAL_ENDED);
        assertThat(kit.engine.clients().allocations()).extracting(Allocation::credentialName).containsExactly("call-2");
    }

    @Test
    void anUnknownRequiredAttributeIsNamedInTheAnswer() {
        byte[] bytes = new byte[20 + 8];
        ByteBuffer binding = ByteBuffer.wrap(bytes).putShort((short) 1).putShort((short) 8)
                .putInt(StunMessage.MAGIC_COOKIE)
                .position(20).putShort((short) 0x7777).putShort((short) 4).rewind();
        StunMessage answer = kit.exchange(FROM, binding);
        assertThat(errorOf(answer)).isEqualTo(420);
        assertThat(answer.find(Attribute.UnknownAttributes.class))
                .contains(new Attribute.UnknownAttributes(List.of(0x7777)));
    }

    private Attribute username() {
        return new Attribute.Username(credential.username());
    }

    private IntegrityKey md5() {
        return PasswordAlgorithm.MD5.key(credential.username(), EngineKit.REALM, credential.password());
    }

    private IntegrityKey sha256() {
        return PasswordAlgorithm.SHA256.key(credential.username(), EngineKit.REALM, credential.password());
    }

    private Attribute nonce() {
        return kit.exchange(FROM, unsigned(UDP)).find(Attribute.Nonce.class).orElseThrow();
    }

    private ByteBuffer unsigned(Attribute... attributes) {
        return StunEncoder.encode(message(List.of(attributes)));
    }

    private ByteBuffer signed(IntegrityKey key, IntegrityAlgorithm algorithm, Attribute... attributes) {
        List<Attribute> all = new ArrayList<>(List.of(attributes));
        all.add(new Attribute.Realm(EngineKit.REALM));
        all.add(nonce());
        return StunEncoder.encode(message(all), key, algorithm);
    }

    private static StunMessage message(List<Attribute> attributes) {
        return new StunMessage(MessageClass.REQUEST, Method.ALLOCATE, new TransactionId(1, 2), attributes);
    }
}
