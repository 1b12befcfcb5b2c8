package callbox.turn.metrics;

/// Why a datagram was not relayed. A metric's label: the set is closed.
public enum Drop {
    /// From a client without an allocation, or on a channel that is not bound.
    NO_BINDING,
    /// To or from a peer without a permission.
    NO_PERMISSION,
    /// Over the allocation's bandwidth cap.
    BANDWIDTH,
    /// A stream client does not read as fast as its peers send.
    SLOW_CLIENT,
    /// The operating system refused it: no route, buffers full, too large.
    SEND_FAILED
}
