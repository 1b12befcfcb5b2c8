package callbox.turn.engine;

import callbox.stun.TransportAddress;

/// What identifies a client (RFC 8656 section 2).
///
/// @param client as the relay sees it, after any NAT
public record FiveTuple(TransportAddress client, TransportAddress server, Transport transport) {
}
