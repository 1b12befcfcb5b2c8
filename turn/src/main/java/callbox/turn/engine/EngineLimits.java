package callbox.turn.engine;

/// How much one client may have.
///
/// @param bytesPerSecond of application data per allocation, both directions together; zero is no limit
/// @param repliesPerSecond to unauthenticated UDP requests per source prefix, and so many at once
public record EngineLimits(long bytesPerSecond, int repliesPerSecond) {
    /// Peers' addresses per relay: several peers with several interfaces each, renewed by ICE restarts, stay far below.
    static final int PERMISSIONS = 512;
    /// Channels per allocation, for the same peers.
    static final int CHANNELS = 512;
    /// Peers of one TCP allocation that are connected or connecting (RFC 6062).
    static final int CONNECTIONS = 64;
}
