package dev.patrol.audit.reading;

import dev.patrol.audit.inventory.Lineages;
import dev.patrol.audit.sight.Sights;
import dev.patrol.azure.Organizations;
import dev.patrol.service.messaging.Inbox;
import dev.patrol.service.messaging.Publisher;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the poller of each organization; each knows its own position, and waits for none of the others. */
@ApplicationScoped
class Readings {
    private final List<AuditPoller> pollers = new ArrayList<>();
    private final List<RecordedPosition> positions = new ArrayList<>();

    Readings(
            Organizations organizations,
            Lineages lineages,
            Inbox inbox,
            Publisher publisher,
            Sights sights,
            ReadingSettings settings,
            Clock clock,
            @Identifier("default-kafka-broker") Map<String, Object> connection,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        for (String name : organizations.names()) {
            RecordedPosition position = new RecordedPosition(connection, name);
            PublishedEntries published =
                    new PublishedEntries(connection, inbox, clock, URI.create("/patrol/" + service), name);
            positions.add(position);
            pollers.add(new AuditPoller(
                    new StartingPoint(position, published, settings, name, clock),
                    new WindowReader(organizations.client(name).orElseThrow(), lineages, settings, name),
                    publisher,
                    position,
                    sights.of(name),
                    settings,
                    clock));
        }
    }

    List<AuditPoller> pollers() {
        return List.copyOf(pollers);
    }

    @PreDestroy
    void close() {
        positions.forEach(RecordedPosition::close);
    }
}
