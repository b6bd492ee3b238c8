package dev.patrol.audit.reading;

import dev.patrol.audit.inventory.TokenInventory;
import dev.patrol.audit.sight.Sight;
import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.azuredevops.ClientSettings;
import dev.patrol.azuredevops.Credential;
import dev.patrol.azuredevops.Endpoints;
import dev.patrol.azuredevops.TokenValue;
import dev.patrol.model.AuditEntry;
import dev.patrol.model.wire.Envelope;
import dev.patrol.service.messaging.CompactedTopic;
import dev.patrol.service.messaging.Inbox;
import dev.patrol.service.messaging.Publisher;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.SimulatorConfig;
import dev.patrol.test.ContractCheck;
import dev.patrol.test.TopicReader;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.threeten.extra.MutableClock;

/**
 * An organization of its own with its own time, and pollers for it that publish to the broker of the test. Each new poller is
 * the service after a restart: it knows what the broker knows.
 */
final class Bench implements AutoCloseable {
    private static final Duration LONG_AGO = Duration.ofDays(60);
    private static final URI SOURCE = URI.create("/patrol/audit");

    final MutableClock clock =
            MutableClock.of(Instant.now().minus(LONG_AGO).truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC);
    final String organization = "bench-" + UUID.randomUUID().toString().substring(0, 8);
    final AzureSimulator azure = AzureSimulator.start(
            SimulatorConfig.defaults().withOrganizations(organization).withClock(clock));
    final Sight sight;
    final RecordedPosition position;
    private final Map<String, Object> connection;
    private final PositionsAdmin positions;
    private final Publisher publisher;
    private final Inbox inbox;
    private final CompactedTopic compactedTopic;
    private final TopicReader topic;

    Bench(
            Map<String, Object> connection,
            Publisher publisher,
            Inbox inbox,
            CompactedTopic compactedTopic,
            TopicReader topic) {
        this.connection = connection;
        this.publisher = publisher;
        this.inbox = inbox;
        this.compactedTopic = compactedTopic;
        this.topic = topic;
        this.sight = new Sight(organization, clock);
        this.positions = new PositionsAdmin(connection);
        this.position = new RecordedPosition(positions, organization);
    }

    AuditPoller poller() {
        return poller(Reading.DEFAULT);
    }

    AuditPoller poller(Reading reading) {
        return poller(reading, sight);
    }

    AuditPoller poller(Reading reading, Sight seen) {
        AzureDevOpsClient client = new AzureDevOpsClient(
                new Endpoints(azure.azureDevOpsUrl(), azure.azureDevOpsUrl()),
                Credential.pat(new TokenValue(azure.administratorToken().reveal())),
                ClientSettings.DEFAULT,
                clock);
        PublishedEntries published = new PublishedEntries(connection, inbox, clock, SOURCE, organization);
        return new AuditPoller(
                new StartingPoint(position, published, reading, organization, clock),
                new WindowReader(client, new TokenInventory(compactedTopic, inbox, clock), reading, organization),
                publisher,
                position,
                seen,
                number -> {},
                reading,
                clock);
    }

    /** Puts an entry into the audit log; gives its id. */
    String log(Draft draft) {
        return azure.control().addAuditEntry(draft.of(organization));
    }

    /** As if the service had been down until the broker forgot. */
    void loseRecordedPosition() {
        try (Admin admin = Admin.create(connection)) {
            admin.deleteConsumerGroups(List.of(RecordedPosition.groupOf(organization)))
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }

    /** What is on the topic for this organization, in the order of the partitions; the service's records were checked. */
    List<AuditEntry> onTopic() {
        List<AuditEntry> entries = new ArrayList<>();
        topic.all().forEach(message -> {
            Envelope<?> envelope = topic.open(message);
            if (envelope.payload() instanceof AuditEntry entry
                    && entry.organization().equals(organization)) {
                entries.add(entry);
                if (envelope.source().equals(SOURCE)) {
                    ContractCheck.assertKept(message);
                }
            }
        });
        return entries;
    }

    List<String> idsOnTopic() {
        return onTopic().stream().map(AuditEntry::entryId).toList();
    }

    @Override
    public void close() {
        positions.close();
        azure.close();
    }

    record Reading(
            Duration pollInterval,
            int batchSize,
            Duration firstLookBack,
            Duration overlap,
            Duration lateEntries,
            Duration lateEntriesEvery,
            Duration longestWindow,
            int mostEntriesHeld,
            Duration longestPause)
            implements ReadingSettings {
        static final Reading DEFAULT = new Reading(
                Duration.ofMinutes(1),
                200,
                Duration.ofHours(1),
                Duration.ofMinutes(10),
                Duration.ofHours(3),
                Duration.ofMinutes(30),
                Duration.ofHours(6),
                10_000,
                Duration.ofMinutes(15));

        Reading pollingEvery(Duration interval) {
            return new Reading(
                    interval,
                    batchSize,
                    firstLookBack,
                    overlap,
                    lateEntries,
                    lateEntriesEvery,
                    longestWindow,
                    mostEntriesHeld,
                    longestPause);
        }

        Reading holdingAtMost(int entries) {
            return new Reading(
                    pollInterval,
                    batchSize,
                    firstLookBack,
                    overlap,
                    lateEntries,
                    lateEntriesEvery,
                    longestWindow,
                    entries,
                    longestPause);
        }
    }
}
