package callbox.bench.files;

import callbox.system.network.Impairment;

/// A link at the sender's side, each of it in either direction.
enum Link {
    LOSSY_50_MS("round trip 50 ms, 1 % loss"),
    LONG_100_MS("round trip 100 ms"),
    HUNDRED_MEGABIT_20_MS("100 Mbit/s, round trip 20 ms"),
    MEGABIT("1 Mbit/s");

    private final String words;

    Link(String words) {
        this.words = words;
    }

    Impairment impairment() {
        return switch (this) {
            case LOSSY_50_MS -> Impairment.NONE.withDelay(25).withLoss(0.01);
            case LONG_100_MS -> Impairment.NONE.withDelay(50);
            case HUNDRED_MEGABIT_20_MS -> Impairment.rate(100_000).withDelay(10);
            case MEGABIT -> Impairment.rate(1_000);
        };
    }

    @Override
    public String toString() {
        return words;
    }
}
