package dev.patrol.service.messaging;

import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.service.text.OneLine;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * A record that does not keep the contract, or is left for later, is one line, {@link DeadLetters}': nothing here is at fault,
 * so no stack helps. A console has one filter, so what is logged is kept to {@link OneLine one line} here too.
 */
@LoggingFilter(name = QuietRejections.NAME)
final class QuietRejections implements Filter {
    static final String NAME = "quiet-rejections";

    private static final String MESSAGING = "io.smallrye.reactive.messaging";

    @Override
    public boolean isLoggable(LogRecord message) {
        OneLine.keep(message);
        Throwable thrown = message.getThrown();
        return !(thrown instanceof MalformedMessage) && !(isOfMessaging(message) && DeadLetters.isPassing(thrown));
    }

    private static boolean isOfMessaging(LogRecord message) {
        return message.getLoggerName() != null && message.getLoggerName().startsWith(MESSAGING);
    }
}
