package callbox.bench.relay;

/// A load. Every client has one channel to one peer; client and peer each send so much.
///
/// @param burst packets that a client sends back to back
/// @param burstsPerSecond evenly spaced, and different clients at different times
record Scenario(String name, int clients, int packetBytes, int burst, int burstsPerSecond) {
    /// Voice: 50 packets of 160 bytes per second and direction.
    static Scenario voice(int clients) {
        return new Scenario("voice, " + clients + " clients", clients, 160, 1, 50);
    }

    /// Video: frames of 20 packets of 1100 bytes, 30 per second and direction (5.3 Mbit/s).
    static Scenario video(int clients) {
        return new Scenario("video, " + clients + " clients", clients, 1100, 20, 30);
    }
}
