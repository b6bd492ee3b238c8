package dev.patrol.scanner.policies;

import dev.patrol.azuredevops.MechanismReference;
import dev.patrol.model.AuditEntry;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.policies.Policy;
import dev.patrol.policies.PolicySettings;
import dev.patrol.policies.TokenFacts.Use;
import dev.patrol.policies.TokenPolicies;
import dev.patrol.service.messaging.Inbox;
import dev.patrol.service.messaging.TopicHistory;
import io.netty.util.NetUtil;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * From how many networks, and by how many kinds of programs, tokens were used of late, by the entries that the audit service puts
 * on {@code patrol.audit-entries}. Read before a scan judges; memory is bounded, and beyond its bounds nothing is counted.
 */
@ApplicationScoped
public class UseOfTokens {
    private static final Logger LOG = Logger.getLogger(UseOfTokens.class);
    private static final int MOST_TOKENS = 50_000;
    /** No limit in the settings is higher. */
    private static final int MOST_VALUES = 1_001;

    private static final int SHORTEST_REFERENCE = 8;

    private final TopicHistory history;
    private final Inbox inbox;
    private final Clock clock;
    private final Duration window;
    private final boolean wanted;
    private volatile Optional<TreeMap<String, Seen>> seen = Optional.empty();

    UseOfTokens(TopicHistory history, Inbox inbox, Clock clock, PolicySettings settings) {
        this.history = history;
        this.inbox = inbox;
        this.clock = clock;
        this.window = settings.sharedUseWindow();
        this.wanted = TokenPolicies.of(settings).enforces(Policy.NO_SHARED_USE);
    }

    /** Reads the topic anew. Where it can't be read, nothing is known of any token's use. */
    public void read() {
        seen = Optional.empty();
        if (!wanted) {
            return;
        }
        TreeMap<String, Seen> entries = new TreeMap<>();
        Instant from = clock.instant().minus(window);
        try {
            history.since(Topic.AUDIT_ENTRIES, from, message -> note(message, from, entries));
            seen = Optional.of(entries);
        } catch (KafkaException e) {
            LOG.warnf(
                    "The use of tokens is not judged: %s can't be read: %s", Topic.Names.AUDIT_ENTRIES, e.getMessage());
        }
    }

    boolean isKnown() {
        return seen.isPresent();
    }

    /** What is known of a token's use; empty where the topic could not be read. The log may cut the ids, so by their beginnings. */
    Optional<Use> of(UUID authorizationId) {
        return seen.map(entries -> {
            String id = authorizationId.toString();
            Seen all = new Seen();
            entries.subMap(id.substring(0, SHORTEST_REFERENCE), true, id, true).forEach((reference, part) -> {
                if (id.startsWith(reference)) {
                    all.networks.addAll(part.networks);
                    all.agents.addAll(part.agents);
                }
            });
            return new Use(all.networks.size(), all.agents.size());
        });
    }

    private void note(ConsumerRecord<String, byte[]> message, Instant from, Map<String, Seen> entries) {
        AuditEntry entry;
        try {
            entry = inbox.open(message, AuditEntry.class).payload();
        } catch (MalformedMessage writtenBySomebodyElse) {
            LOG.debugf("Ignored a record of %s that is not as agreed", message.topic());
            return;
        }
        if (entry.timestamp().isBefore(from)) {
            return;
        }
        MechanismReference.parse(entry.authenticationMechanism())
                .authorizationId()
                .map(id -> id.toLowerCase(Locale.ROOT))
                .filter(id -> entries.size() < MOST_TOKENS || entries.containsKey(id))
                .map(id -> entries.computeIfAbsent(id, first -> new Seen()))
                .ifPresent(use -> {
                    networkOf(entry.ipAddress()).ifPresent(network -> add(use.networks, network));
                    agentOf(entry.userAgent()).ifPresent(agent -> add(use.agents, agent));
                });
    }

    private static void add(Set<String> values, String value) {
        if (values.size() < MOST_VALUES) {
            values.add(value);
        }
    }

    /** /16 of IPv4, /32 of IPv6: about what one provider has at one place. Nothing is looked up by name. */
    static Optional<String> networkOf(String address) {
        if (address == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(NetUtil.createByteArrayFromIpAddressString(address.strip()))
                .map(bytes -> Arrays.toString(Arrays.copyOf(bytes, bytes.length == 4 ? 2 : 4)));
    }

    /** The program's name without its version. */
    static Optional<String> agentOf(String userAgent) {
        return Optional.ofNullable(userAgent)
                .map(text -> text.strip().split("[/\\s(;]", 2)[0].toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty());
    }

    private static final class Seen {
        private final Set<String> networks = new HashSet<>();
        private final Set<String> agents = new HashSet<>();
    }
}
