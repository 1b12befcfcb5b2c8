package callbox.turn.policy;

import callbox.stun.IpAddress;
import java.util.Set;

/// What the relay must recognise as itself.
///
/// @param machine every address of this machine, and its advertised ones
/// @param relayed the addresses that allocations have, as peers see them
/// @param minRelayPort the first port of allocations
/// @param maxRelayPort the last one
public record OwnAddresses(Set<IpAddress> machine, Set<IpAddress> relayed, int minRelayPort, int maxRelayPort) {
    public OwnAddresses {
        machine = Set.copyOf(machine);
        relayed = Set.copyOf(relayed);
    }

    boolean isRelayPort(int port) {
        return port >= minRelayPort && port <= maxRelayPort;
    }
}
