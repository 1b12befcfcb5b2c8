package callbox.turn.engine;

import callbox.stun.AddressFamily;
import callbox.stun.Attribute;
import callbox.stun.Attribute.RequestedTransport;
import callbox.stun.StunError;
import callbox.stun.StunMessage;
import callbox.turn.engine.BindRequest.Parity;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Allocate (RFC 8656 section 7, RFC 6062 section 5.1, RFC 8016 section 3.1).
final class AllocateHandler {
    private final AllocationRegistry registry;
    private final EngineLimits limits;
    private final Quotas quotas;
    private final Set<AddressFamily> families;
    private final Reservations reservations;
    private final RandomGenerator random;
    private final Map<Long, Transaction> binding = new HashMap<>();
    private final Set<FiveTuple> bindingClients = new HashSet<>();
    private long nextBindId;

    AllocateHandler(AllocationRegistry registry, TurnEngine.Shared shared, Reservations reservations,
            RandomGenerator random) {
        this.registry = registry;
        this.limits = shared.limits();
        this.quotas = shared.quotas();
        this.families = shared.families();
        this.reservations = reservations;
        this.random = random;
    }

    void handle(Transaction transaction) {
        Allocation existing = registry.clients().get(transaction.from());
        if (existing != null) {
            existing.responseTo(transaction.request().transactionId()).ifPresentOrElse(
                    response -> transaction.out().send(transaction.from(), response),
                    () -> transaction.refuse(StunError.ALLOCATION_MISMATCH));
            return;
        }
        Optional<StunError> wrong = check(transaction);
        if (wrong.isPresent()) {
            transaction.refuse(wrong.get());
        } else if (bindingClients.contains(transaction.from())) {
            return;
        } else if (!quotas.take(transaction.who().credential().name())) {
            transaction.refuse(StunError.ALLOCATION_QUOTA_REACHED);
        } else {
            BindRequest request = bindRequest(transaction.request());
            binding.put(request.id(), transaction);
            bindingClients.add(transaction.from());
            transaction.out().add(new Command.BindRelay(request));
        }
    }

    /// RFC 8656 section 7.2, checks 3 to 9; what is wrong with the request, if anything is.
    private Optional<StunError> check(Transaction transaction) {
        StunMessage request = transaction.request();
        Optional<RequestedTransport> transport = request.find(RequestedTransport.class);
        boolean reserved = request.has(Attribute.ReservationToken.class);
        Optional<Attribute.EvenPort> evenPort = request.find(Attribute.EvenPort.class);
        Optional<Attribute.RequestedAddressFamily> family = request.find(Attribute.RequestedAddressFamily.class);
        Optional<Attribute.AdditionalAddressFamily> additional = request.find(Attribute.AdditionalAddressFamily.class);
        if (transport.isEmpty()) {
            return Optional.of(StunError.BAD_REQUEST);
        }
        int protocol = transport.get().protocol();
        if (protocol != RequestedTransport.UDP && protocol != RequestedTransport.TCP) {
            return Optional.of(StunError.UNSUPPORTED_TRANSPORT_PROTOCOL);
        }
        boolean portWishes = reserved || evenPort.isPresent();
        if (protocol == RequestedTransport.TCP && (transaction.from().transport() != Transport.TCP || portWishes
                || request.has(Attribute.DontFragment.class))) {
            return Optional.of(StunError.BAD_REQUEST);
        }
        if (reserved && (evenPort.isPresent() || family.isPresent() || additional.isPresent())) {
            return Optional.of(StunError.BAD_REQUEST);
        }
        if (!reserved && wantedFamily(request).filter(families::contains).isEmpty()) {
            return Optional.of(StunError.ADDRESS_FAMILY_NOT_SUPPORTED);
        }
        if (additional.isPresent()
                && (family.isPresent() || evenPort.filter(Attribute.EvenPort::reserveNext).isPresent()
                        || additional.get().family().filter(AddressFamily.IPV6::equals).isEmpty())) {
            return Optional.of(StunError.BAD_REQUEST);
        }
        boolean ticketGiven = request.find(Attribute.MobilityTicket.class).filter(t -> t.value().hasRemaining())
                .isPresent();
        return ticketGiven ? Optional.of(StunError.BAD_REQUEST) : Optional.empty();
    }

    /// Empty if the request names one that does not exist.
    private static Optional<AddressFamily> wantedFamily(StunMessage request) {
        return request.find(Attribute.RequestedAddressFamily.class).map(Attribute.RequestedAddressFamily::family)
                .orElse(Optional.of(AddressFamily.IPV4));
    }

    private BindRequest bindRequest(StunMessage request) {
        List<AddressFamily> wanted = new ArrayList<>();
        wanted.add(wantedFamily(request).orElseThrow());
        if (request.has(Attribute.AdditionalAddressFamily.class)) {
            wanted.add(AddressFamily.IPV6);
        }
        boolean tcp = request.find(RequestedTransport.class).orElseThrow().protocol() == RequestedTransport.TCP;
        Optional<Attribute.EvenPort> evenPort = request.find(Attribute.EvenPort.class);
        Optional<Attribute.ReservationToken> token = request.find(Attribute.ReservationToken.class);
        long id = nextBindId++;
        if (token.isPresent()) {
            return new BindRequest(id, wanted, Parity.RESERVED, OptionalLong.of(token.get().value()), tcp);
        }
        if (evenPort.filter(Attribute.EvenPort::reserveNext).isPresent()) {
            return new BindRequest(id, wanted, Parity.EVEN_AND_NEXT, OptionalLong.of(random.nextLong()), tcp);
        }
        return new BindRequest(id, wanted, evenPort.isPresent() ? Parity.EVEN : Parity.ANY, OptionalLong.empty(),
                tcp);
    }

    /// Why an address of a family could not be had.
    private StunError missing(AddressFamily family) {
        return families.contains(family) ? StunError.INSUFFICIENT_CAPACITY : StunError.ADDRESS_FAMILY_NOT_SUPPORTED;
    }

    /// The ports are bound, or some of them, or none.
    void bound(BindRequest request, Map<AddressFamily, RelaySocket> sockets) {
        Transaction transaction = binding.remove(request.id());
        if (transaction == null) {
            return;
        }
        bindingClients.remove(transaction.from());
        if (sockets.isEmpty()) {
            quotas.release(transaction.who().credential().name());
            transaction.refuse(StunError.INSUFFICIENT_CAPACITY);
            return;
        }
        Allocation allocation = registry.open(transaction, request.tcp(), limits.bytesPerSecond());
        List<Attribute> answer = new ArrayList<>();
        // A reserved port has the family of the allocation that reserved it.
        Iterable<AddressFamily> wanted = request.parity() == Parity.RESERVED ? sockets.keySet() : request.families();
        for (AddressFamily family : wanted) {
            RelaySocket socket = sockets.get(family);
            if (socket == null) {
                answer.add(new Attribute.AddressErrorCode(family, missing(family).code(), ""));
            } else {
                transaction.out().add(new Command.OpenRelay(allocation.addRelay(socket)));
                answer.add(new Attribute.XorRelayedAddress(socket.advertised()));
            }
        }
        long lifetime = Lifetimes.granted(transaction.request());
        answer.add(new Attribute.Lifetime(allocation.extend(lifetime, transaction.nowMs())));
        if (request.parity() == Parity.EVEN_AND_NEXT) {
            long token = request.token().orElseThrow();
            reservations.add(token, transaction.nowMs());
            answer.add(new Attribute.ReservationToken(token));
        }
        answer.add(new Attribute.XorMappedAddress(transaction.from().client()));
        if (transaction.request().has(Attribute.MobilityTicket.class)) {
            answer.add(new Attribute.MobilityTicket(registry.issueTicket(allocation)));
        }
        ByteBuffer response = transaction.succeed(answer);
        allocation.remember(ByteBuffer.allocate(response.remaining()).put(response).flip());
        transaction.out().add(new Command.Opened(allocation));
    }
}
