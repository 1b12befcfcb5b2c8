package callbox.turn.engine;

import callbox.stun.IpAddress;
import callbox.stun.TransportAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which allocation a five-tuple has. UDP clients are found by numbers, in one [AddressMap] per listening address.
public final class ClientTable {
    private final Map<TransportAddress, AddressMap<Allocation>> udp = new HashMap<>();
    private final Map<FiveTuple, Allocation> tcp = new HashMap<>();
    private final Set<Allocation> allocations = new LinkedHashSet<>();

    /// The UDP clients of a listening address; the same map for as long as the engine lives.
    public AddressMap<Allocation> udpClients(TransportAddress server) {
        return udp.computeIfAbsent(server, _ -> new AddressMap<>());
    }

    /// The allocation of a five-tuple, or null.
    public @Nullable Allocation get(FiveTuple client) {
        IpAddress ip = client.client().ip();
        return switch (client.transport()) {
            case UDP -> udpClients(client.server()).get(ip.high(), ip.low(), client.client().port());
            case TCP -> tcp.get(client);
        };
    }

    /// Every allocation, in the order of their beginning.
    public Collection<Allocation> allocations() {
        return allocations;
    }

    void put(FiveTuple client, Allocation allocation) {
        allocations.add(allocation);
        IpAddress ip = client.client().ip();
        switch (client.transport()) {
            case UDP -> udpClients(client.server()).put(ip.high(), ip.low(), client.client().port(), allocation);
            case TCP -> tcp.put(client, allocation);
        }
    }

    /// Takes one five-tuple away; the allocation may have another.
    void remove(FiveTuple client) {
        IpAddress ip = client.client().ip();
        switch (client.transport()) {
            case UDP -> udpClients(client.server()).remove(ip.high(), ip.low(), client.client().port());
            case TCP -> tcp.remove(client);
        }
    }

    void removeAllocation(Allocation allocation) {
        allocations.remove(allocation);
        remove(allocation.client());
        allocation.movingTo().ifPresent(this::remove);
    }
}
