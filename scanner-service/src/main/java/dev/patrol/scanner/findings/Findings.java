package dev.patrol.scanner.findings;

import dev.patrol.model.Event;
import dev.patrol.model.PolicyMended;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Topic;
import dev.patrol.service.messaging.CompactedTopic;
import dev.patrol.service.messaging.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Tells each finding once, again when it has changed, and once when it is mended. Remembers what was told on {@code
 * patrol.policy-findings}, which is read before every scan: another scanner may have told more since.
 *
 * <p>What is told is said first and remembered then. A scanner that dies in between says it once more, with the same id. A
 * mended finding is remembered as long as its token lives: where it comes back it is news, and gets another id by its revision.
 */
@ApplicationScoped
public class Findings {
    private static final Logger LOG = Logger.getLogger(Findings.class);

    private final CompactedTopic topic;
    private final Publisher publisher;
    private final Map<String, RememberedFinding> remembered = new HashMap<>();

    Findings(CompactedTopic topic, Publisher publisher) {
        this.topic = topic;
        this.publisher = publisher;
    }

    /** Reads what was told. To be called before a scan tells what it has found. */
    public synchronized void read() {
        remembered.clear();
        topic.read(Topic.POLICY_FINDINGS, this::apply);
    }

    /**
     * Tells what has changed.
     *
     * @param found everything that an organization's scan has found, a finding each for a token and policy
     * @param sight what the scan would have found
     */
    public synchronized void settle(String organization, List<PolicyViolated> found, Sight sight) {
        List<Event> news = new ArrayList<>();
        Map<String, RememberedFinding> changes = new LinkedHashMap<>();
        Set<String> current = new HashSet<>();
        for (PolicyViolated finding : found) {
            String key = finding.findingKey();
            current.add(key);
            RememberedFinding before = remembered.get(key);
            if (before == null || !before.tells(finding)) {
                PolicyViolated told = before == null ? finding : before.toldAgain(finding);
                news.add(told);
                changes.put(key, new RememberedFinding(told, true));
            }
        }
        List<String> forgotten = new ArrayList<>();
        remembered.forEach((key, before) -> {
            PolicyViolated finding = before.finding();
            if (!finding.organization().equals(organization) || current.contains(key)) {
                return;
            }
            boolean isOver =
                    finding.token() != null && sight.isGone(finding.token().authorizationId());
            if (before.open()) {
                sight.whyMended(finding).ifPresent(reason -> {
                    news.add(PolicyMended.of(finding, reason));
                    if (!isOver) {
                        changes.put(key, new RememberedFinding(finding, false));
                    }
                });
            }
            if (isOver) {
                forgotten.add(key);
            }
        });
        publisher.announceAll(news);
        remember(changes);
        forgotten.forEach(this::forget);
    }

    /** How many findings of an organization are open, by policy. */
    public synchronized Map<String, Integer> open(String organization) {
        Map<String, Integer> open = new HashMap<>();
        remembered.values().stream()
                .filter(RememberedFinding::open)
                .map(RememberedFinding::finding)
                .filter(finding -> finding.organization().equals(organization))
                .forEach(finding -> open.merge(finding.policy(), 1, Integer::sum));
        return open;
    }

    private void remember(Map<String, RememberedFinding> changes) {
        Map<String, byte[]> values = new LinkedHashMap<>();
        changes.forEach((key, finding) -> values.put(key, FindingForm.write(finding)));
        publisher.putAll(Topic.POLICY_FINDINGS, values);
        remembered.putAll(changes);
    }

    private void forget(String key) {
        publisher.bury(Topic.POLICY_FINDINGS, key);
        remembered.remove(key);
    }

    private void apply(ConsumerRecord<String, byte[]> message) {
        if (message.value() == null) {
            remembered.remove(message.key());
            return;
        }
        try {
            RememberedFinding finding = FindingForm.read(message.value());
            remembered.put(finding.finding().findingKey(), finding);
        } catch (IOException | RuntimeException writtenBySomebodyElse) {
            LOG.warnf(
                    "Ignored a record of %s at partition %d, offset %d that is not as the scanner writes it",
                    message.topic(), message.partition(), message.offset());
        }
    }
}
