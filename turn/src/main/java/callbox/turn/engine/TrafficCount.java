package callbox.turn.engine;

/// What an allocation has relayed, for its log line.
public final class TrafficCount {
    private long datagramsToPeers;
    private long bytesToPeers;
    private long datagramsToClient;
    private long bytesToClient;

    public void toPeer(int bytes) {
        datagramsToPeers++;
        bytesToPeers += bytes;
    }

    public void toClient(int bytes) {
        datagramsToClient++;
        bytesToClient += bytes;
    }

    /// Bytes of a TCP connection.
    public void streamedToPeer(int bytes) {
        bytesToPeers += bytes;
    }

    /// Likewise.
    public void streamedToClient(int bytes) {
        bytesToClient += bytes;
    }

    @Override
    public String toString() {
        return datagramsToPeers + " datagrams (" + bytesToPeers + " bytes) to peers, " + datagramsToClient + " ("
                + bytesToClient + " bytes) to the client";
    }
}
