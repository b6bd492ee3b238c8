package dev.patrol.audit.detection.stream;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jboss.logging.Logger;

/**
 * A thread of the engine that breaks off is replaced: what it worked on is begun again from what was committed. Without this
 * the service would live on and detect nothing.
 */
@ApplicationScoped
class StreamFailures implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = Logger.getLogger(StreamFailures.class);

    @Override
    public StreamThreadExceptionResponse handle(Throwable broken) {
        LOG.error("The detector broke off, and begins again from what it has committed", broken);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
