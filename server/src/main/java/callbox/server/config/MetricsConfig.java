package callbox.server.config;

/// What the server tells of itself at `/metrics`, to clients on this machine only.
public record MetricsConfig(boolean enabled) {}
