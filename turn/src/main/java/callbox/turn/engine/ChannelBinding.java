package callbox.turn.engine;

import callbox.stun.IpAddress;
import callbox.stun.TransportAddress;

/// A peer's short name: four bytes instead of an indication's 36 (RFC 8656 section 12).
public final class ChannelBinding {
    private final int channel;
    private final Relay relay;
    private final TransportAddress peer;
    private final IpAddress target;
    private long expiresAtMs;

    ChannelBinding(int channel, Relay relay, TransportAddress peer) {
        this.channel = channel;
        this.relay = relay;
        this.peer = peer;
        this.target = relay.toWire(peer.ip());
    }

    void refresh(long expiresAtMs) {
        this.expiresAtMs = expiresAtMs;
    }

    boolean isAlive(long nowMs) {
        return expiresAtMs > nowMs;
    }

    /// 0x4000 to 0x7FFF.
    public int channel() {
        return channel;
    }

    /// The relay that the channel's data leaves from.
    public Relay relay() {
        return relay;
    }

    /// The peer as the client names it.
    TransportAddress peer() {
        return peer;
    }

    /// Where datagrams go; [IpAddress#high] of the peer's address on this machine's side of a NAT.
    public long targetHigh() {
        return target.high();
    }

    /// Likewise [IpAddress#low].
    public long targetLow() {
        return target.low();
    }

    public int targetPort() {
        return peer.port();
    }
}
