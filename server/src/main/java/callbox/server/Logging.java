package callbox.server;

import callbox.server.config.CallboxConfig.LogLevel;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/// Sets how much is logged; where and how stands in `logback.xml`.
final class Logging {
    private Logging() {}

    static void configure(LogLevel level) {
        if (LoggerFactory.getLogger("callbox") instanceof Logger logger) {
            logger.setLevel(Level.valueOf(level.name()));
        }
    }
}
