package callbox.server.config;

import static callbox.server.config.InvalidConfigException.require;

/// Caps on WebSocket connections. What one device may send is fixed by the protocol (docs/PROTOCOL.md).
///
/// @param maxConnections all together; past it an upgrade is answered with 503
/// @param maxConnectionsPerAddress from one address (an IPv6 /64 counts as one); past it an upgrade is answered with 429
/// @param messagesPerSecondPerAddress shared by all connections of one address
public record SignalingConfig(int maxConnections, int maxConnectionsPerAddress, int messagesPerSecondPerAddress) {
    public SignalingConfig {
        require(maxConnections > 0, "signaling.max-connections must be at least 1");
        require(maxConnectionsPerAddress > 0, "signaling.max-connections-per-address must be at least 1");
        require(messagesPerSecondPerAddress > 0, "signaling.messages-per-second-per-address must be at least 1");
    }
}
