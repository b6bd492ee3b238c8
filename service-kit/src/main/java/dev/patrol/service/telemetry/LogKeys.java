package dev.patrol.service.telemetry;

import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.MDC;

/** Puts a subject's keys into the lines that are logged from now on, until it is closed. */
final class LogKeys implements AutoCloseable {
    /** How many are open in this thread. */
    private static final ThreadLocal<Integer> OPEN = ThreadLocal.withInitial(() -> 0);

    private final Map<String, Object> before = new HashMap<>();

    /**
     * A thread of a pool inherits what its maker worked on just then, which is nothing to go back to. On a context of Vert.x the
     * keys are the context's, and whoever else works on it is to find them again.
     */
    private LogKeys() {
        boolean goesBack = OPEN.get() > 0 || Vertx.currentContext() != null;
        Subject.ALL.forEach(key -> before.put(key, goesBack ? MDC.get(key) : null));
        OPEN.set(OPEN.get() + 1);
    }

    /** What is not known is taken out. */
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
        OPEN.set(OPEN.get() - 1);
    }

    private static void put(String key, Object value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
