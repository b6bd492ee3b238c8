package dev.patrol.audit.detection.stream;

import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.streams.KafkaStreams;
import org.jboss.logging.Logger;

/**
 * Ends the service where the engine is dead for good: its thread for the inventory can't be replaced as the others are, and a
 * service that lives on would detect nothing. Whoever starts it again has a sound one: what did not fit the broker is thrown
 * away by then, and is read anew.
 */
@ApplicationScoped
class DeadEngine implements KafkaStreams.StateListener {
    /** {@code EX_SOFTWARE} of sysexits.h. */
    static final int EXIT_CODE = 70;

    private static final Logger LOG = Logger.getLogger(DeadEngine.class);

    @Override
    public void onChange(KafkaStreams.State now, KafkaStreams.State before) {
        if (now == KafkaStreams.State.ERROR) {
            LOG.errorf(
                    "The detector has broken off for good (it was %s), so this service ends with exit code %d: start it again."
                            + " It goes on with what was committed; the reason is above.",
                    before, EXIT_CODE);
            Quarkus.asyncExit(EXIT_CODE);
        }
    }
}
