package dev.patrol.service.telemetry;

import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.MDC;

/** Puts a subject's keys into the lines that are logged from now on, until it is closed. */
final class LogKeys implements AutoCloseable {
    private final Map<String, Object> before = new HashMap<>();

    private LogKeys() {
        Subject.ALL.forEach(key -> before.put(key, MDC.get(key)));
    }

    /** Threads of pools inherit what their makers had, so what is not known is taken out. */
    static LogKeys of(Subject subject) {
        LogKeys keys = new LogKeys();
        replace(subject);
        return keys;
    }

    static void replace(Subject subject) {
        Subject.ALL.forEach(key -> put(key, subject.keys().get(key)));
    }

    @Override
    public void close() {
        before.forEach(LogKeys::put);
    }

    private static void put(String key, Object value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
