package callbox.turn.engine;

import callbox.stun.AddressFamily;
import callbox.stun.IntegrityKey;
import callbox.stun.PasswordAlgorithm;
import callbox.stun.TransactionId;
import callbox.stun.TransportAddress;
import callbox.turn.credential.Credential;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a client has at the relay: relayed addresses, for a time (RFC 8656 section 2.2).
///
/// It begins with an Allocate request and ends as [AllocationEnd] lists. In between, a client with a mobility ticket may
/// move it to another five-tuple (RFC 8016): then both are its own until something arrives on the new one.
public final class Allocation {
    private final long id;
    private final boolean tcp;
    private final long createdAtMs;
    private final TransactionId createdBy;
    private final List<Relay> relays = new ArrayList<>(1);
    private final AddressMap<ChannelBinding> channels = new AddressMap<>();
    private final TokenBucket bandwidth;
    private final TrafficCount traffic = new TrafficCount();

    private FiveTuple client;
    private @Nullable FiveTuple movingTo;
    private Credential credential;
    private IntegrityKey key;
    private PasswordAlgorithm passwordAlgorithm;
    private long credentialExpiresAtMs;
    private long expiresAtMs;
    private @Nullable ByteBuffer response;
    private @Nullable ByteBuffer ticket;
    private @Nullable ByteBuffer previousTicket;

    Allocation(long id, Transaction allocate, boolean tcp, long bytesPerSecond) {
        this.id = id;
        this.tcp = tcp;
        this.createdAtMs = allocate.nowMs();
        this.createdBy = allocate.request().transactionId();
        this.bandwidth = new TokenBucket(bytesPerSecond, allocate.nowMs());
        this.client = allocate.from();
        Authenticated who = allocate.who();
        this.credential = who.credential();
        this.key = who.key();
        this.passwordAlgorithm = who.passwordAlgorithm();
        this.credentialExpiresAtMs = who.expiresAtMs();
    }

    /// Unique in this process; what log lines call the allocation.
    public long id() {
        return id;
    }

    /// Whether peers are reached over TCP (RFC 6062).
    boolean isTcp() {
        return tcp;
    }

    public long createdAtMs() {
        return createdAtMs;
    }

    /// Where datagrams for the client go now.
    public FiveTuple client() {
        return client;
    }

    public String credentialName() {
        return credential.name();
    }

    public List<Relay> relays() {
        return relays;
    }

    public TrafficCount traffic() {
        return traffic;
    }

    /// The relay of a family, or null.
    public @Nullable Relay relay(AddressFamily family) {
        for (int i = 0; i < relays.size(); i++) {
            if (relays.get(i).family() == family) {
                return relays.get(i);
            }
        }
        return null;
    }

    Relay addRelay(RelaySocket socket) {
        Relay relay = new Relay(this, socket);
        relays.add(relay);
        return relay;
    }

    /// Takes a relay away, with its channels.
    void removeRelay(Relay relay) {
        relays.remove(relay);
        List<ChannelBinding> gone = new ArrayList<>();
        channels.forEach(binding -> {
            if (binding.relay() == relay) {
                gone.add(binding);
            }
        });
        gone.forEach(binding -> channels.remove(0, binding.channel(), 0));
    }

    // --- channels

    /// The live channel with a number, or null.
    public @Nullable ChannelBinding channel(int number, long nowMs) {
        ChannelBinding binding = channels.get(0, number, 0);
        return binding != null && binding.isAlive(nowMs) ? binding : null;
    }

    /// The channel with a number, expired or not, or null.
    @Nullable
    ChannelBinding anyChannel(int number) {
        return channels.get(0, number, 0);
    }

    int channelCount() {
        return channels.size();
    }

    ChannelBinding bind(int number, Relay relay, TransportAddress peer) {
        ChannelBinding binding = new ChannelBinding(number, relay, peer);
        channels.put(0, number, 0, binding);
        relay.bind(binding);
        return binding;
    }

    void unbind(ChannelBinding binding) {
        channels.remove(0, binding.channel(), 0);
        binding.relay().unbind(binding);
    }

    /// Whether this much more data is within the bandwidth cap; takes it from the cap if so.
    public boolean takeBandwidth(int bytes, long nowMs) {
        return bandwidth.take(bytes, nowMs);
    }

    /// Takes this much from the bandwidth cap though it may be over it; gives back how many milliseconds it is over.
    public long borrowBandwidth(int bytes, long nowMs) {
        return bandwidth.borrow(bytes, nowMs);
    }

    // --- lifetime

    /// Sets the lifetime, cut to the credential's own; gives back the seconds that remain.
    long extend(long seconds, long nowMs) {
        expiresAtMs = Math.min(nowMs + seconds * 1000, credentialExpiresAtMs);
        return (expiresAtMs - nowMs) / 1000;
    }

    Optional<AllocationEnd> endedAt(long nowMs) {
        if (credentialExpiresAtMs <= nowMs) {
            return Optional.of(AllocationEnd.CREDENTIAL_EXPIRED);
        }
        return expiresAtMs <= nowMs ? Optional.of(AllocationEnd.EXPIRED) : Optional.empty();
    }

    /// The credential behind this allocation lives until then, whatever its username says.
    void extendCredential(long untilMs) {
        credentialExpiresAtMs = Math.max(credentialExpiresAtMs, untilMs);
    }

    // --- who

    /// Whether a request with this username and algorithm is verified with the key that the allocation already has.
    boolean hasKeyFor(String username, PasswordAlgorithm algorithm) {
        return credential.username().equals(username) && passwordAlgorithm == algorithm;
    }

    Authenticated who() {
        return new Authenticated(credential, key, passwordAlgorithm, credentialExpiresAtMs);
    }

    /// Requests with a newer username of the same credential name go on with the allocation.
    void renewCredential(Authenticated who) {
        credential = who.credential();
        key = who.key();
        passwordAlgorithm = who.passwordAlgorithm();
        credentialExpiresAtMs = Math.max(credentialExpiresAtMs, who.expiresAtMs());
    }

    // --- the answer to a retransmitted Allocate

    /// The bytes with which the Allocate request of this id was answered, while it may still be retransmitted.
    Optional<ByteBuffer> responseTo(TransactionId request) {
        return createdBy.equals(request) ? Optional.ofNullable(response).map(ByteBuffer::duplicate) : Optional.empty();
    }

    void remember(@Nullable ByteBuffer allocateResponse) {
        response = allocateResponse;
    }

    // --- mobility

    Optional<ByteBuffer> ticket() {
        return Optional.ofNullable(ticket);
    }

    Optional<ByteBuffer> previousTicket() {
        return Optional.ofNullable(previousTicket);
    }

    /// The old ticket stays good until the client has shown that it got the new one.
    void replaceTicket(ByteBuffer next) {
        previousTicket = ticket;
        ticket = next;
    }

    void forgetPreviousTicket() {
        previousTicket = null;
    }

    Optional<FiveTuple> movingTo() {
        return Optional.ofNullable(movingTo);
    }

    /// Whether the client has asked to be moved and not yet been heard on the new five-tuple.
    public boolean isMoving() {
        return movingTo != null;
    }

    void startMove(FiveTuple to) {
        movingTo = to;
    }

    /// The client is at the new five-tuple; gives back the one that it has left.
    FiveTuple finishMove(FiveTuple to) {
        FiveTuple left = client;
        client = to;
        movingTo = null;
        previousTicket = null;
        return left;
    }
}
