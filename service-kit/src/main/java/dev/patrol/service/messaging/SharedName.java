package dev.patrol.service.messaging;

import dev.patrol.service.settings.KafkaSettings;
import dev.patrol.service.settings.StartGate;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Objects;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.FencedInstanceIdException;

/**
 * Ends the service when another process has taken its name in a consumer group. Joining again would take the name back, and so
 * both would go on without end. Neither the messaging nor Kafka Streams tells of it but in the log, where it is heard here.
 *
 * <p>It ends as if it were killed: what it does while it stops would belong to the other one.
 */
@ApplicationScoped
class SharedName {
    private static final int BEFORE_THE_CHANNELS = 1;
    private static final int DEEPEST = 20;

    private final KafkaSettings settings;

    SharedName(KafkaSettings settings) {
        this.settings = settings;
    }

    void onStart(@Observes @Priority(BEFORE_THE_CHANNELS) StartupEvent start) {
        Logger.getLogger("").addHandler(new Listener(() -> {
            System.err.println(sentence(settings.instanceId().orElse("")));
            Runtime.getRuntime().halt(StartGate.EXIT_CODE);
        }));
    }

    static String sentence(String name) {
        return "Another process has joined with PATROL_INSTANCE_ID=" + name
                + ", so this one ends. Give every instance of a service a name of its own.";
    }

    static boolean isTold(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST)
                .anyMatch(FencedInstanceIdException.class::isInstance);
    }

    private static final class Listener extends Handler {
        private final Runnable end;

        private Listener(Runnable end) {
            this.end = end;
        }

        @Override
        public void publish(LogRecord line) {
            if (isTold(line.getThrown())) {
                end.run();
            }
        }

        @Override
        public void flush() {
            // Nothing is kept.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
