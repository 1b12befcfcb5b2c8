package callbox.turn.engine;

import callbox.stun.Attribute;
import callbox.stun.ChannelData;
import callbox.stun.StunError;
import callbox.stun.TransportAddress;
import callbox.turn.policy.PeerPolicy;
import java.util.List;
import java.util.Optional;

/// ChannelBind (RFC 8656 section 12.2).
final class ChannelBindHandler {
    private final PeerPolicy policy;
    private final PermissionHandler permissions;

    ChannelBindHandler(PeerPolicy policy, PermissionHandler permissions) {
        this.policy = policy;
        this.permissions = permissions;
    }

    void handle(Transaction transaction, Allocation allocation) {
        Optional<Integer> number = transaction.request().find(Attribute.ChannelNumber.class)
                .map(Attribute.ChannelNumber::number).filter(ChannelData::isChannel);
        Optional<TransportAddress> peer = transaction.request().find(Attribute.XorPeerAddress.class)
                .map(Attribute.XorPeerAddress::address);
        if (number.isEmpty() || peer.isEmpty() || allocation.isTcp()) {
            transaction.refuse(StunError.BAD_REQUEST);
            return;
        }
        Relay relay = allocation.relay(peer.get().family());
        if (relay == null) {
            transaction.refuse(StunError.PEER_ADDRESS_FAMILY_MISMATCH);
        } else if (!policy.permits(peer.get())) {
            transaction.refuse(StunError.FORBIDDEN);
        } else {
            bind(transaction, relay, number.get(), peer.get());
        }
    }

    /// A number stays with its peer, and a peer with its number, until the binding has expired.
    private void bind(Transaction transaction, Relay relay, int number, TransportAddress peer) {
        Allocation allocation = relay.allocation();
        long now = transaction.nowMs();
        ChannelBinding sameNumber = allocation.anyChannel(number);
        ChannelBinding samePeer = relay.channel(peer);
        ChannelBinding binding = sameNumber == samePeer ? sameNumber : null;
        if (binding == null) {
            if ((sameNumber != null && sameNumber.isAlive(now)) || (samePeer != null && samePeer.isAlive(now))) {
                transaction.refuse(StunError.BAD_REQUEST);
                return;
            }
            Optional.ofNullable(sameNumber).ifPresent(allocation::unbind);
            Optional.ofNullable(samePeer).ifPresent(allocation::unbind);
            if (allocation.channelCount() >= EngineLimits.CHANNELS) {
                transaction.refuse(StunError.INSUFFICIENT_CAPACITY);
                return;
            }
        }
        if (!permissions.permit(allocation, peer.ip(), now)) {
            transaction.refuse(StunError.INSUFFICIENT_CAPACITY);
            return;
        }
        ChannelBinding bound = binding == null ? allocation.bind(number, relay, peer) : binding;
        bound.refresh(now + Lifetimes.CHANNEL_MS);
        transaction.succeed(List.of());
    }
}
