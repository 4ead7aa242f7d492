package io.photinus.database.postgres;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Flyway tells, for those who look for it: its failures arrive as exceptions, and it warns of servers that are newer
 * than itself.
 */
final class QuietLog implements Log {
    /** Named to Flyway, which makes it. */
    public static final class Creator implements LogCreator {
        @Override
        public Log createLogger(Class<?> origin) {
            return new QuietLog(origin);
        }
    }

    private final Logger log;

    QuietLog(Class<?> origin) {
        this.log = LoggerFactory.getLogger(origin);
    }

    @Override
    public boolean isDebugEnabled() {
        return log.isTraceEnabled();
    }

    @Override
    public void debug(String message) {
        log.trace(message);
    }

    @Override
    public void info(String message) {
        log.debug(message);
    }

    @Override
    public void warn(String message) {
        log.debug(message);
    }

    @Override
    public void error(String message) {
        log.debug(message);
    }

    @Override
    public void error(String message, Exception cause) {
        log.debug(message, cause);
    }

    @Override
    public void notice(String message) {
        log.debug(message);
    }
}
