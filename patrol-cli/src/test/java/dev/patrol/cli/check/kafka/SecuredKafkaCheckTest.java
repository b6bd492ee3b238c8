package dev.patrol.cli.check.kafka;

import static dev.patrol.cli.SecuredBroker.onTopic;
import static dev.patrol.cli.SecuredBroker.right;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.cli.Ran;
import dev.patrol.cli.SecuredBroker;
import dev.patrol.model.topics.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A broker that wants a login, and on which nobody but its administrator may do what is not granted. */
class SecuredKafkaCheckTest {
    private static final String AREA = "Kafka";
    private static SecuredBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = SecuredBroker.with("notifier", "groupless", "stranger");
        grant("notifier", Service.NOTIFIER, true);
        grant("groupless", Service.NOTIFIER, false);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void aUserWithTheRightsOfItsServiceIsFine() {
        // When
        Ran check = check("notifier", "notifier");

        // Then
        assertThat(check.sentence(AREA, "rights")).isEqualTo("to read and write what is needed by notifier");
        assertThat(check.state(AREA, "rights")).isEqualTo("ok");
    }

    @Test
    void saysWhichRightsAUserLacksAndWhoNeedsThem() {
        // When
        Ran check = check("notifier", "audit");

        // Then
        assertThat(check.state(AREA, "rights")).isEqualTo("not-ok");
        assertThat(check.sentence(AREA, "rights"))
                .contains(
                        "WRITE on patrol.token-compromised (audit)",
                        "READ on patrol.audit-entries (audit)",
                        "READ on the group patrol-audit-pollers",
                        "READ on the group patrol-detector")
                .doesNotContain("dead-letters");
    }

    @Test
    void saysThatAUserMayNotReadInItsGroup() {
        // When
        Ran check = check("groupless", "notifier");

        // Then
        assertThat(check.sentence(AREA, "rights")).startsWith("This user lacks READ on the group notifier.");
    }

    @Test
    void aUserWithoutAnyRightSeesNoTopic() {
        // When
        Ran check = check("stranger", "notifier");

        // Then
        assertThat(check.state(AREA, "brokers")).isEqualTo("ok");
        assertThat(check.sentence(AREA, "patrol.tokens")).contains("may not see it", "--operation Describe");
    }

    @Test
    void saysThatTheLoginIsRefusedAndNotWithWhat() {
        // When
        Ran check = check(broker.environment("notifier", "wrong-password"), "notifier");

        // Then
        assertThat(check.sentence(AREA, "brokers")).startsWith("The broker refuses the login.");
        assertThat(check.everything()).doesNotContain("wrong-password").doesNotContain(SecuredBroker.PASSWORD);
    }

    @Test
    void saysThatAnotherProtocolIsWanted() {
        // When
        Ran check = check(Map.of("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers()), "notifier");

        // Then
        assertThat(check.sentence(AREA, "brokers")).contains("whether the broker wants TLS or a login there");
    }

    private static Ran check(String user, String service) {
        return check(broker.environment(user), service);
    }

    private static Ran check(Map<String, String> environment, String service) {
        return Ran.inProcess(environment, "check", "--json", "--service", service);
    }

    private static void grant(String user, Service service, boolean group)
            throws ExecutionException, InterruptedException {
        List<AclBinding> rights = new ArrayList<>();
        service.reads().forEach(topic -> rights.add(onTopic(user, topic.topicName(), AclOperation.READ)));
        service.writes().forEach(topic -> rights.add(onTopic(user, topic.topicName(), AclOperation.WRITE)));
        rights.add(right(user, ResourceType.TOPIC, "patrol.", PatternType.PREFIXED, AclOperation.DESCRIBE));
        if (group) {
            service.groups()
                    .forEach(name ->
                            rights.add(right(user, ResourceType.GROUP, name, PatternType.LITERAL, AclOperation.READ)));
        }
        broker.grant(rights);
    }
}
