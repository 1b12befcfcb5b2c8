package callbox.turn.engine;

import callbox.stun.Attribute;
import callbox.stun.Attribute.XorPeerAddress;
import callbox.stun.IpAddress;
import callbox.stun.StunError;
import callbox.turn.policy.PeerPolicy;
import java.util.List;

/// CreatePermission (RFC 8656 section 10): all of its peers, or none.
final class PermissionHandler {
    private final PeerPolicy policy;

    PermissionHandler(PeerPolicy policy) {
        this.policy = policy;
    }

    void handle(Transaction transaction, Allocation allocation) {
        List<IpAddress> peers = transaction.request().findAll(XorPeerAddress.class).stream()
                .map(peer -> peer.address().ip()).distinct().toList();
        if (peers.isEmpty()) {
            transaction.refuse(StunError.BAD_REQUEST);
        } else if (peers.stream().anyMatch(peer -> allocation.relay(peer.family()) == null)) {
            transaction.refuse(StunError.PEER_ADDRESS_FAMILY_MISMATCH);
        } else if (!peers.stream().allMatch(policy::permits)) {
            transaction.refuse(StunError.FORBIDDEN);
        } else if (!hasRoom(allocation, peers)) {
            transaction.refuse(StunError.INSUFFICIENT_CAPACITY);
        } else {
            peers.forEach(peer -> permit(allocation, peer, transaction.nowMs()));
            transaction.succeed(List.<Attribute>of());
        }
    }

    /// Makes or renews one permission; false if the relay has too many or none of the peer's family.
    boolean permit(Allocation allocation, IpAddress peer, long nowMs) {
        Relay relay = allocation.relay(peer.family());
        return relay != null && relay.permit(peer, policy.dependsOnPort(peer), EngineLimits.PERMISSIONS,
                nowMs + Lifetimes.PERMISSION_MS);
    }

    private static boolean hasRoom(Allocation allocation, List<IpAddress> peers) {
        for (Relay relay : allocation.relays()) {
            long added = peers.stream().filter(peer -> peer.family() == relay.family() && !relay.hasPermission(peer))
                    .count();
            if (relay.permissionCount() + added > EngineLimits.PERMISSIONS) {
                return false;
            }
        }
        return true;
    }
}
