package dev.patrol.audit.reading;

import dev.patrol.audit.inventory.Lineages;
import dev.patrol.audit.sight.Sights;
import dev.patrol.azure.Organizations;
import dev.patrol.service.messaging.Inbox;
import dev.patrol.service.messaging.Publisher;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the pollers. Each organization has its own position, and waits for none of the others. */
@ApplicationScoped
class Readings {
    private final Organizations organizations;
    private final Lineages lineages;
    private final Inbox inbox;
    private final Publisher publisher;
    private final Sights sights;
    private final ReadingMeters meters;
    private final ReadingSettings settings;
    private final Clock clock;
    private final Map<String, Object> connection;
    private final PositionsAdmin positions;
    private final URI source;

    Readings(
            Organizations organizations,
            Lineages lineages,
            Inbox inbox,
            Publisher publisher,
            Sights sights,
            ReadingMeters meters,
            ReadingSettings settings,
            Clock clock,
            @Identifier("default-kafka-broker") Map<String, Object> connection,
            PositionsAdmin positions,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.organizations = organizations;
        this.lineages = lineages;
        this.inbox = inbox;
        this.publisher = publisher;
        this.sights = sights;
        this.meters = meters;
        this.settings = settings;
        this.clock = clock;
        this.connection = connection;
        this.positions = positions;
        this.source = URI.create("/patrol/" + service);
    }

    /** One that begins where the organization was recorded to be read up to, whoever read it. */
    AuditPoller newPoller(String organization) {
        RecordedPosition position = new RecordedPosition(positions, organization);
        PublishedEntries published = new PublishedEntries(connection, inbox, clock, source, organization);
        return new AuditPoller(
                new StartingPoint(position, published, settings, organization, clock),
                new WindowReader(organizations.client(organization).orElseThrow(), lineages, settings, organization),
                publisher,
                position,
                sights.of(organization),
                number -> meters.published(organization, number),
                settings,
                clock);
    }
}
