package dev.patrol.service.messaging;

import dev.patrol.model.wire.MalformedMessage;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/** A record that does not keep the contract is one line, {@link DeadLetters}'; its writer is at fault, so no stack helps. */
@LoggingFilter(name = QuietRejections.NAME)
final class QuietRejections implements Filter {
    static final String NAME = "quiet-rejections";

    @Override
    public boolean isLoggable(LogRecord message) {
        return !(message.getThrown() instanceof MalformedMessage);
    }
}
