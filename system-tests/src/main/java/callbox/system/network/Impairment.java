package callbox.system.network;

import java.util.HashMap;
import java.util.Map;

/// What a link does to the frames of one direction.
///
/// @param rateKbps  its rate in kbit/s; 0: no limit
/// @param delayMs   how long each frame is under way
/// @param queueMs   how long a frame may wait for the ones before it; it is dropped when it would wait longer
/// @param lossShare how many are lost at random, 0 to 1
public record Impairment(int rateKbps, int delayMs, int queueMs, double lossShare) {

    /// 200 ms is what access routers commonly keep.
    private static final int USUAL_QUEUE_MS = 200;

    public static final Impairment NONE = new Impairment(0, 0, USUAL_QUEUE_MS, 0);
    /// Everything is lost, and no interface goes down.
    public static final Impairment BLACK_HOLE = new Impairment(0, 0, USUAL_QUEUE_MS, 1);

    public static Impairment rate(int kbps) {
        return new Impairment(kbps, 0, USUAL_QUEUE_MS, 0);
    }

    public Impairment withDelay(int ms) {
        return new Impairment(rateKbps, ms, queueMs, lossShare);
    }

    public Impairment withLoss(double share) {
        return new Impairment(rateKbps, delayMs, queueMs, share);
    }

    /// One line for the emulator's standard input.
    String toLine() {
        return "rate=" + rateKbps + " delay=" + delayMs + " queue=" + queueMs + " loss=" + lossShare;
    }

    static Impairment fromLine(String line) {
        Map<String, String> values = new HashMap<>();
        for (String pair : line.split(" ", -1)) {
            int equals = pair.indexOf('=');
            values.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return new Impairment(Integer.parseInt(values.get("rate")), Integer.parseInt(values.get("delay")),
                Integer.parseInt(values.get("queue")),
                Double.parseDouble(values.get("loss")));
    }
}
