package dev.patrol.cli.check.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.cli.Ran;
import dev.patrol.cli.check.Service;
import dev.patrol.kafka.embedded.BrokerConfig;
import dev.patrol.kafka.embedded.EmbeddedKafka;
import dev.patrol.kafka.embedded.TopicSpec;
import dev.patrol.model.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A broker that wants a login, and on which nobody but its administrator may do what is not granted. */
class SecuredKafkaCheckTest {
    private static final String AREA = "Kafka";
    private static final String PASSWORD = "hunter2-of-";
    private static EmbeddedKafka broker;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedKafka.start(
                BrokerConfig.defaults().withSettings(ofBroker(), login("admin", password("admin"))));
        broker.createTopics(Arrays.stream(Topic.values())
                .map(topic -> new TopicSpec(topic.topicName(), topic.partitions(), topic.config()))
                .toList());
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
        Ran check = check("notifier", password("notifier"), "notifier");

        // Then
        assertThat(check.sentence(AREA, "rights")).isEqualTo("to read and write what is needed by notifier");
        assertThat(check.state(AREA, "rights")).isEqualTo("ok");
    }

    @Test
    void saysWhichRightsAUserLacksAndWhoNeedsThem() {
        // When
        Ran check = check("notifier", password("notifier"), "audit");

        // Then
        assertThat(check.state(AREA, "rights")).isEqualTo("not-ok");
        assertThat(check.sentence(AREA, "rights"))
                .contains(
                        "WRITE on patrol.token-compromised (audit)",
                        "READ on patrol.audit-entries (audit)",
                        "READ on the group audit")
                .doesNotContain("dead-letters");
    }

    @Test
    void saysThatAUserMayNotReadInItsGroup() {
        // When
        Ran check = check("groupless", password("groupless"), "notifier");

        // Then
        assertThat(check.sentence(AREA, "rights")).startsWith("This user lacks READ on the group notifier.");
    }

    @Test
    void aUserWithoutAnyRightSeesNoTopic() {
        // When
        Ran check = check("stranger", password("stranger"), "notifier");

        // Then
        assertThat(check.state(AREA, "brokers")).isEqualTo("ok");
        assertThat(check.sentence(AREA, "patrol.tokens")).contains("may not see it", "--operation Describe");
    }

    @Test
    void saysThatTheLoginIsRefusedAndNotWithWhat() {
        // When
        Ran check = check("notifier", "wrong-password", "notifier");

        // Then
        assertThat(check.sentence(AREA, "brokers")).startsWith("The broker refuses the login.");
        assertThat(check.everything()).doesNotContain("wrong-password").doesNotContain(PASSWORD);
    }

    @Test
    void saysThatAnotherProtocolIsWanted() {
        // When
        Ran check = Ran.inProcess(
                Map.of("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers()),
                "check",
                "--json",
                "--service",
                "notifier");

        // Then
        assertThat(check.sentence(AREA, "brokers")).contains("whether the broker wants TLS or a login there");
    }

    private static Ran check(String user, String password, String service) {
        Map<String, String> environment = new HashMap<>(Map.of("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers()));
        login(user, password)
                .forEach((name, value) ->
                        environment.put("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        return Ran.inProcess(environment, "check", "--json", "--service", service);
    }

    private static Map<String, String> ofBroker() {
        String users = List.of("admin", "notifier", "groupless", "stranger").stream()
                .map(user -> " user_" + user + "=\"" + password(user) + "\"")
                .reduce("", String::concat);
        return Map.of(
                "listener.security.protocol.map",
                "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                "sasl.mechanism.inter.broker.protocol",
                "PLAIN",
                "sasl.enabled.mechanisms",
                "PLAIN",
                "listener.name.plaintext.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"admin\" password=\""
                        + password("admin") + "\"" + users + ";",
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                // The controller's listener has no login.
                "super.users",
                "User:admin;User:ANONYMOUS");
    }

    private static Map<String, String> login(String user, String password) {
        return Map.of(
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + user + "\" password=\""
                        + password + "\";");
    }

    private static String password(String user) {
        return PASSWORD + user;
    }

    private static void grant(String user, Service service, boolean group)
            throws ExecutionException, InterruptedException {
        List<AclBinding> bindings = new ArrayList<>();
        service.reads()
                .forEach(topic -> bindings.add(
                        binding(user, ResourceType.TOPIC, topic.topicName(), PatternType.LITERAL, AclOperation.READ)));
        service.writes()
                .forEach(topic -> bindings.add(
                        binding(user, ResourceType.TOPIC, topic.topicName(), PatternType.LITERAL, AclOperation.WRITE)));
        bindings.add(binding(user, ResourceType.TOPIC, "patrol.", PatternType.PREFIXED, AclOperation.DESCRIBE));
        if (group) {
            bindings.add(binding(user, ResourceType.GROUP, service.word(), PatternType.LITERAL, AclOperation.READ));
        }
        Map<String, Object> admin = new HashMap<>(login("admin", password("admin")));
        admin.put("bootstrap.servers", broker.bootstrapServers());
        try (Admin client = Admin.create(admin)) {
            client.createAcls(bindings).all().get();
        }
    }

    private static AclBinding binding(
            String user, ResourceType type, String name, PatternType pattern, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
    }
}
