package dev.patrol.audit.report;

import dev.patrol.model.AuditReport;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.service.messaging.Inbox;
import dev.patrol.service.messaging.TopicHistory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Knows which reports are on their topic, whichever instance made them. */
@ApplicationScoped
class PublishedReports {
    private static final Logger LOG = Logger.getLogger(PublishedReports.class);

    private final TopicHistory history;
    private final Inbox inbox;

    PublishedReports(TopicHistory history, Inbox inbox) {
        this.history = history;
        this.inbox = inbox;
    }

    /**
     * The organizations, in lower case, that have their report of this week.
     *
     * @throws org.apache.kafka.common.KafkaException where the topic can't be read
     */
    Set<String> of(Week week) {
        Set<String> organizations = new HashSet<>();
        // A report is written after its week has ended.
        history.since(Topic.AUDIT_REPORT, week.to(), message -> open(message)
                .filter(report ->
                        report.from().equals(week.from()) && report.to().equals(week.to()))
                .ifPresent(report -> organizations.add(report.organization().toLowerCase(Locale.ROOT))));
        return organizations;
    }

    private Optional<AuditReport> open(ConsumerRecord<String, byte[]> message) {
        try {
            return Optional.of(inbox.open(message, AuditReport.class).payload());
        } catch (MalformedMessage malformed) {
            LOG.debugf("Record %s-%d@%d is no report", message.topic(), message.partition(), message.offset());
            return Optional.empty();
        }
    }
}
