package callbox.turn.engine;

import callbox.stun.AddressFamily;
import callbox.stun.Attribute;
import callbox.stun.StunError;
import callbox.stun.StunMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Refresh (RFC 8656 section 8), which also moves an allocation to a new five-tuple (RFC 8016 section 3.2).
final class RefreshHandler {
    private final AllocationRegistry registry;

    RefreshHandler(AllocationRegistry registry) {
        this.registry = registry;
    }

    void handle(Transaction transaction) {
        Allocation allocation = registry.clients().get(transaction.from());
        Optional<ByteBuffer> ticket = transaction.request().find(Attribute.MobilityTicket.class)
                .map(Attribute.MobilityTicket::value);
        if (allocation != null) {
            refresh(transaction, allocation, ticket.isPresent());
        } else if (ticket.isPresent()) {
            registry.byTicket(ticket.get()).ifPresentOrElse(moved -> move(transaction, moved),
                    () -> transaction.refuse(StunError.BAD_REQUEST));
        } else {
            transaction.refuse(StunError.ALLOCATION_MISMATCH);
        }
    }

    private void move(Transaction transaction, Allocation allocation) {
        if (!allocation.credentialName().equals(transaction.who().credential().name())) {
            transaction.refuse(StunError.WRONG_CREDENTIALS);
            return;
        }
        registry.startMove(allocation, transaction.from());
        refresh(transaction, allocation, true);
    }

    private void refresh(Transaction transaction, Allocation allocation, boolean withTicket) {
        StunMessage request = transaction.request();
        Optional<Attribute.RequestedAddressFamily> family = request.find(Attribute.RequestedAddressFamily.class);
        Optional<Relay> relay = family.flatMap(Attribute.RequestedAddressFamily::family)
                .flatMap(wanted -> relay(allocation, wanted));
        if (family.isPresent() && relay.isEmpty()) {
            transaction.refuse(StunError.PEER_ADDRESS_FAMILY_MISMATCH);
            return;
        }
        boolean delete = request.find(Attribute.Lifetime.class).filter(l -> l.seconds() == 0).isPresent();
        if (delete && relay.isPresent() && allocation.relays().size() > 1) {
            registry.closeRelay(allocation, relay.get());
            transaction.succeed(List.of(new Attribute.Lifetime(0)));
        } else if (delete) {
            transaction.succeed(List.of(new Attribute.Lifetime(0)));
            registry.end(allocation, AllocationEnd.DELETED);
        } else {
            allocation.remember(null);
            List<Attribute> answer = new ArrayList<>();
            answer.add(new Attribute.Lifetime(allocation.extend(Lifetimes.granted(request), transaction.nowMs())));
            if (withTicket && allocation.ticket().isPresent()) {
                answer.add(new Attribute.MobilityTicket(registry.issueTicket(allocation)));
            }
            transaction.succeed(answer);
        }
    }

    private static Optional<Relay> relay(Allocation allocation, AddressFamily family) {
        return Optional.ofNullable(allocation.relay(family));
    }
}
