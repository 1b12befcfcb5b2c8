package callbox.turn.net;

import callbox.stun.IpAddress;
import callbox.turn.policy.SourceNetworks;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/// Bounds the connections that have no allocation: each costs a descriptor before anybody has said who is there. A client is a
/// stranger for as long as it takes to allocate, or to take a peer's connection. Thread-safe.
final class Strangers {
    /// An office behind one NAT that joins at once, with some connections for each device.
    static final int PER_NETWORK = 256;
    /// Half of the descriptors that servers customarily have.
    static final int IN_ALL = 8_192;

    private final SourceNetworks networks;
    private final AtomicIntegerArray counts = new AtomicIntegerArray(SourceNetworks.BUCKETS);
    private final AtomicInteger total = new AtomicInteger();

    Strangers(long seed) {
        this.networks = new SourceNetworks(seed);
    }

    /// Takes a place; false if there is none.
    boolean admit(IpAddress source) {
        boolean full = counts.incrementAndGet(networks.bucket(source)) > PER_NETWORK;
        full |= total.incrementAndGet() > IN_ALL;
        if (full) {
            leave(source);
        }
        return !full;
    }

    /// Gives the place back: the connection is closed, or its client no stranger any more.
    void leave(IpAddress source) {
        counts.decrementAndGet(networks.bucket(source));
        total.decrementAndGet();
    }
}
