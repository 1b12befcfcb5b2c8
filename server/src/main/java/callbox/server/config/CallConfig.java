package callbox.server.config;

import static callbox.server.config.InvalidConfigException.require;

import java.time.Duration;

/// What the call engine waits for.
///
/// @param ringTimeout how long a callee rings before the call ends with `no-answer`
public record CallConfig(Duration ringTimeout) {
    private static final Duration SHORTEST_RING = Duration.ofSeconds(1);
    private static final Duration LONGEST_RING = Duration.ofMinutes(5);

    public CallConfig {
        require(ringTimeout.compareTo(SHORTEST_RING) >= 0 && ringTimeout.compareTo(LONGEST_RING) <= 0,
                "call.ring-timeout is %s; write a duration from 1s to 5m".formatted(ringTimeout));
    }
}
