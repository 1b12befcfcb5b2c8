package callbox.turn.net;

import callbox.turn.engine.Allocation;
import callbox.turn.metrics.TurnMetrics;
import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;

/// A client's data connection and its peer's, which are one stream of bytes (RFC 6062 section 5.5), with the allocation
/// whose traffic they are.
///
/// Bytes of a stream cannot be dropped. When more have passed than the allocation's bandwidth allows, neither end is read
/// until the time has come when they would have been allowed.
final class DataConnection {
    private final Channel client;
    private final Channel peer;
    private final Allocation allocation;
    private final RelayClock clock;
    private final TurnMetrics metrics;
    private volatile boolean paused;

    /// @param peer on the event loop that owns the allocation
    DataConnection(Channel client, Channel peer, Allocation allocation, RelayNode node) {
        this.client = client;
        this.peer = peer;
        this.allocation = allocation;
        this.clock = node.clock();
        this.metrics = node.shared().metrics();
    }

    /// Reads one end again, or does not, now that the other has become writable or has ceased to be. From any thread.
    void writable(Channel end) {
        Channel other = end.equals(peer) ? client : peer;
        other.config().setAutoRead(end.isWritable() && !paused);
    }

    /// Bytes go to one of the two ends. From any thread.
    void passed(Channel to, int bytes) {
        StreamHandler.run(peer, () -> {
            if (to.equals(peer)) {
                allocation.traffic().streamedToPeer(bytes);
                metrics.streamedToPeer(bytes);
            } else {
                allocation.traffic().streamedToClient(bytes);
                metrics.streamedToClient(bytes);
            }
            long waitMs = allocation.borrowBandwidth(bytes, clock.nowMs());
            if (waitMs > 0 && !paused) {
                paused = true;
                client.config().setAutoRead(false);
                peer.config().setAutoRead(false);
                resumeAfter(waitMs);
            }
        });
    }

    private void resumeAfter(long waitMs) {
        peer.eventLoop().schedule(() -> {
            long stillMs = allocation.borrowBandwidth(0, clock.nowMs());
            if (stillMs > 0) {
                resumeAfter(stillMs);
            } else {
                paused = false;
                writable(client);
                writable(peer);
            }
        }, waitMs, TimeUnit.MILLISECONDS);
    }
}
