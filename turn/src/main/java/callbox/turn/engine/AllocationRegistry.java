package callbox.turn.engine;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// The allocations of one engine: their beginning, their ending, and their mobility tickets.
final class AllocationRegistry {
    /// Two digits for the engine, then fourteen unpredictable bytes. None of the sixteen is zero: a ticket is opaque, but coturn's client keeps it as
    /// a C string, and what it would bring back of one with a zero byte is another ticket.
    private static final int TICKET_BYTES = 16;
    private static final int ENGINE_DIGIT_BITS = 4;
    private static final int ENGINE_DIGITS = 1 << ENGINE_DIGIT_BITS;
    private static final int ENGINE_SHIFT = 48;

    private final int engine;
    private final ClientTable clients = new ClientTable();
    private final Map<ByteBuffer, Allocation> byTicket = new HashMap<>();
    private final Quotas quotas;
    private final RandomGenerator random;
    private final Outbox out;
    private Consumer<Allocation> ended = _ -> {
    };
    private long opened;

    AllocationRegistry(int engine, Quotas quotas, RandomGenerator random, Outbox out) {
        this.engine = engine;
        this.quotas = quotas;
        this.random = random;
        this.out = out;
    }

    /// What else is to be done when an allocation ends, however it ends.
    void whenEnded(Consumer<Allocation> action) {
        ended = action;
    }

    ClientTable clients() {
        return clients;
    }

    Allocation open(Transaction allocate, boolean tcp, long bytesPerSecond) {
        long id = (long) engine << ENGINE_SHIFT | ++opened;
        Allocation allocation = new Allocation(id, allocate, tcp, bytesPerSecond);
        clients.put(allocate.from(), allocation);
        out.metrics().allocationOpened();
        return allocation;
    }

    void end(Allocation allocation, AllocationEnd reason) {
        ended.accept(allocation);
        List.copyOf(allocation.relays()).forEach(relay -> closeRelay(allocation, relay));
        allocation.ticket().ifPresent(byTicket::remove);
        allocation.previousTicket().ifPresent(byTicket::remove);
        clients.removeAllocation(allocation);
        quotas.release(allocation.credentialName());
        out.metrics().allocationEnded();
        out.add(new Command.ReleaseClient(allocation.client()));
        allocation.movingTo().ifPresent(client -> out.add(new Command.ReleaseClient(client)));
        out.add(new Command.Ended(allocation, reason));
    }

    /// One family of a dual allocation goes (RFC 8656 section 8.2).
    void closeRelay(Allocation allocation, Relay relay) {
        allocation.removeRelay(relay);
        out.add(new Command.CloseRelay(relay));
    }

    // --- mobility (RFC 8016)

    /// Gives an allocation a new ticket.
    ByteBuffer issueTicket(Allocation allocation) {
        byte[] ticket = new byte[TICKET_BYTES];
        ticket[0] = (byte) ((engine >> ENGINE_DIGIT_BITS) + 1);
        ticket[1] = (byte) (engine % ENGINE_DIGITS + 1);
        for (int i = 2; i < TICKET_BYTES; i++) {
            ticket[i] = (byte) random.nextInt(1, 256);
        }
        ByteBuffer issued = ByteBuffer.wrap(ticket).asReadOnlyBuffer();
        allocation.previousTicket().ifPresent(byTicket::remove);
        allocation.replaceTicket(issued);
        byTicket.put(issued, allocation);
        return issued.duplicate();
    }

    Optional<Allocation> byTicket(ByteBuffer ticket) {
        return Optional.ofNullable(byTicket.get(ticket));
    }

    /// The engine that issued a ticket; empty if it has not the form of one.
    static Optional<Integer> engineOf(ByteBuffer ticket) {
        if (ticket.remaining() != TICKET_BYTES) {
            return Optional.empty();
        }
        int high = ticket.get(ticket.position()) - 1;
        int low = ticket.get(ticket.position() + 1) - 1;
        boolean isDigit = high >= 0 && high < ENGINE_DIGITS && low >= 0 && low < ENGINE_DIGITS;
        return isDigit ? Optional.of(high << ENGINE_DIGIT_BITS | low) : Optional.empty();
    }

    /// The client wants to be at another five-tuple. Until it has been heard there, the old one counts.
    void startMove(Allocation allocation, FiveTuple to) {
        allocation.movingTo().ifPresent(abandoned -> {
            clients.remove(abandoned);
            out.add(new Command.ReleaseClient(abandoned));
        });
        allocation.startMove(to);
        clients.put(to, allocation);
        out.add(new Command.AdoptClient(to));
    }

    /// Something came from the client; if that was at the new five-tuple, it has arrived there.
    void heard(Allocation allocation, FiveTuple from) {
        if (allocation.movingTo().filter(from::equals).isPresent()) {
            allocation.previousTicket().ifPresent(byTicket::remove);
            FiveTuple left = allocation.finishMove(from);
            clients.remove(left);
            out.add(new Command.ReleaseClient(left));
        }
    }
}
