package callbox.server.config;

import java.nio.file.Path;

/// Everything that can be set. See `reference.conf` for each key's meaning and default.
///
/// @param dataDir where the database, the certificate and the keys live
public record CallboxConfig(Path dataDir, LogLevel logLevel, HttpConfig http, TlsConfig tls, SignalingConfig signaling,
        CallConfig call, RelayConfig relay, IceConfig ice, MetricsConfig metrics) {

    /// How much is logged: `info` has one line per lifecycle transition, `debug` has one per message.
    public enum LogLevel { ERROR, WARN, INFO, DEBUG, TRACE }
}
