package callbox.system.network;

import java.util.Optional;
import java.util.random.RandomGenerator;

/// When a frame of one direction arrives, if it does. Knows no clock and no socket; used by one thread.
final class Wire {

    private static final long NANOS_PER_MS = 1_000_000;

    private final RandomGenerator random;
    /// When the last bit of the frame before leaves; frames queue behind each other.
    private long freeNs = Long.MIN_VALUE;

    Wire(RandomGenerator random) {
        this.random = random;
    }

    /// @param nowNs monotonic
    /// @return when the frame arrives; empty when it is lost or the queue is full
    Optional<Long> arrival(int lengthBytes, long nowNs, Impairment link) {
        if (link.lossShare() > 0 && random.nextDouble() < link.lossShare()) {
            return Optional.empty();
        }
        long startNs = Math.max(nowNs, freeNs);
        if (startNs - nowNs > link.queueMs() * NANOS_PER_MS) {
            return Optional.empty();
        }
        // bits / (kbit/s) = ms
        freeNs = startNs + (link.rateKbps() == 0 ? 0 : lengthBytes * 8L * NANOS_PER_MS / link.rateKbps());
        return Optional.of(freeNs + link.delayMs() * NANOS_PER_MS);
    }
}
