package dev.patrol.audit.reading;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** The connection by which the positions of all organizations are kept: one, however many they are. */
@ApplicationScoped
class PositionsAdmin implements Supplier<Admin> {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Map<String, Object> connection;
    private Admin admin;

    PositionsAdmin(@Identifier("default-kafka-broker") Map<String, Object> connection) {
        this.connection = connection;
    }

    /** @throws KafkaException where no broker can be found by name yet; the next call tries again */
    @Override
    public synchronized Admin get() {
        if (admin == null) {
            admin = Admin.create(new HashMap<>(connection));
        }
        return admin;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(PATIENCE);
        }
    }
}
