package callbox.server.signaling;

/// The other end of a [Connection], as far as it is sockets. Thread-safe; never blocks, and never calls back from within.
public interface Transport {
    /// A reader this far behind is not reading: the largest burst that one device may cause is 800 KiB.
    int MAX_PENDING_BYTES = 1024 * 1024;

    /// @return false when [#MAX_PENDING_BYTES] wait to be read already; then the frame is dropped
    boolean send(String frame);

    /// Sends a close frame after what was sent before. The first call counts.
    void close(CloseCode code);
}
