package dev.patrol.cli.check.kafka;

import dev.patrol.cli.check.Check;
import dev.patrol.cli.check.Findings;
import dev.patrol.cli.fault.Reach;
import dev.patrol.cli.kafka.Brokers;
import dev.patrol.cli.kafka.Calls;
import dev.patrol.cli.kafka.TopicsLook;
import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.terminal.Counted;
import dev.patrol.model.Topic;
import dev.patrol.model.topics.Service;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;

/** Whether the brokers can be reached, the topics of the contract are as they should be, and the services read them. */
public final class KafkaCheck implements Check {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final String CLIENT_ID = "patrol-check";
    private static final String BROKERS = "brokers";
    private static final String TOPICS = "topics";
    private static final String RIGHTS = "rights";

    private final Brokers brokers;
    private final Set<Service> services;
    private final Clock clock;

    /** @param services whose rights are looked at, and which should run */
    public KafkaCheck(Settings settings, Set<Service> services, Clock clock) {
        this.brokers = new Brokers(settings);
        this.services = services;
        this.clock = clock;
    }

    @Override
    public String area() {
        return "Kafka";
    }

    @Override
    public List<String> subjects() {
        return List.of(BROKERS, TOPICS, RIGHTS);
    }

    @Override
    public String whenLate() {
        return "Check KAFKA_BOOTSTRAP_SERVERS, and look at the brokers.";
    }

    @Override
    public void run(Findings findings) {
        List<String> problems = brokers.problems();
        if (!problems.isEmpty()) {
            findings.notOk(BROKERS, String.join(" ", problems));
            return;
        }
        Optional<String> unreachable = brokers.unreachable();
        if (unreachable.isPresent()) {
            findings.notOk(BROKERS, unreachable.get());
            return;
        }
        try (Admin admin = Admin.create(brokers.properties(CLIENT_ID))) {
            look(admin, findings);
        } catch (KafkaException e) {
            findings.notOk(BROKERS, Brokers.sentenceOfSettings(e));
        }
    }

    private void look(Admin admin, Findings findings) {
        Calls calls = new Calls();
        Collection<Node> nodes;
        try {
            nodes = calls.await(admin.describeCluster().nodes());
        } catch (ExecutionException e) {
            findings.notOk(BROKERS, brokers.sentenceOf(e.getCause()));
            return;
        }
        Optional<String> hidden = nodes.stream()
                .flatMap(node -> Reach.problemOf(node.host(), node.port(), CONNECT).stream())
                .findFirst();
        if (hidden.isPresent()) {
            findings.notOk(
                    BROKERS,
                    "The cluster answers, but sends its clients to a broker that can't be reached from here: "
                            + hidden.get() + " Set the broker's advertised.listeners to addresses that clients reach.");
            return;
        }
        findings.ok(BROKERS, Counted.of(nodes.size(), "broker"));
        TopicsLook topics = TopicsLook.at(admin, calls);
        tell(topics, findings);
        RightsLook.at(admin, calls, services, topics).tell(RIGHTS, findings);
        GroupsLook.at(admin, calls, services, new Backlog(admin, calls, brokers.properties(CLIENT_ID), clock))
                .tell(findings);
    }

    /** One line where all is well, else one for each topic that is not. */
    private static void tell(TopicsLook topics, Findings findings) {
        int all = Topic.values().length;
        Map<Topic, String> faults = topics.faults();
        if (faults.isEmpty()) {
            findings.ok(
                    TOPICS,
                    all + " topics, as the contract wants them"
                            + (topics.areSettingsSeen()
                                    ? ""
                                    : "; their settings may not be read, so cleanup.policy was not seen"));
            return;
        }
        findings.notOk(
                TOPICS,
                faults.size() + " of " + all
                        + " are not as the contract wants them; see below. ./patrol topics creates those that are missing.");
        faults.forEach((topic, fault) -> findings.notOk(topic.topicName(), fault));
    }
}
