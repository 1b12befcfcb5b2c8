package callbox.turn.net;

import callbox.stun.IpAddress;
import callbox.stun.TransportAddress;
import callbox.turn.engine.AddressMap;
import callbox.turn.engine.Allocation;
import callbox.turn.engine.FiveTuple;
import callbox.turn.engine.Transport;
import org.jspecify.annotations.Nullable;

/// One event loop's socket on a listening address, and the sender of the packet that is being handled.
final class UdpListener implements ClientSource {
    private final UdpSocket socket;
    private final AddressMap<Allocation> clients;
    private final DatagramSlots slots;
    private int slot;

    UdpListener(UdpSocket socket, AddressMap<Allocation> clients, DatagramSlots slots) {
        this.socket = socket;
        this.clients = clients;
        this.slots = slots;
    }

    UdpSocket socket() {
        return socket;
    }

    TransportAddress address() {
        return socket.local();
    }

    /// The packet in this slot is being handled.
    void handling(int slot) {
        this.slot = slot;
    }

    @Override
    public @Nullable Allocation allocation() {
        return clients.get(slots.high(slot), slots.low(slot), slots.port(slot));
    }

    @Override
    public FiveTuple fiveTuple() {
        IpAddress ip = new IpAddress(address().family(), slots.high(slot), slots.low(slot));
        return new FiveTuple(new TransportAddress(ip, slots.port(slot)), address(), Transport.UDP);
    }
}
