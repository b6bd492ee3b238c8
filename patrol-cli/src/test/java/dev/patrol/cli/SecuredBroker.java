package dev.patrol.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.patrol.kafka.embedded.BrokerConfig;
import dev.patrol.kafka.embedded.EmbeddedKafka;
import dev.patrol.model.Payload;
import dev.patrol.model.wire.EncodedMessage;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker with every topic of the contract that wants a login, and on which nobody may do what is not granted. */
public final class SecuredBroker implements AutoCloseable {
    /** What every password begins with, so that none of them can be told unseen. */
    public static final String PASSWORD = "hunter2-of-";

    private static final String ADMIN = "admin";

    private final EmbeddedKafka broker;

    private SecuredBroker(EmbeddedKafka broker) {
        this.broker = broker;
    }

    /** @param users who may log in */
    public static SecuredBroker with(String... users) {
        EmbeddedKafka broker = EmbeddedKafka.start(
                BrokerConfig.defaults().withSettings(ofBroker(users), login(ADMIN, PASSWORD + ADMIN)));
        SharedBroker.createTopics(broker);
        return new SecuredBroker(broker);
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** The settings by which a user reaches it. */
    public Map<String, String> environment(String user) {
        return environment(user, PASSWORD + user);
    }

    public Map<String, String> environment(String user, String password) {
        Map<String, String> environment = new HashMap<>(Map.of("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers()));
        login(user, password)
                .forEach((name, value) ->
                        environment.put("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        return environment;
    }

    public static AclBinding right(
            String user, ResourceType type, String name, PatternType pattern, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
    }

    public static AclBinding onTopic(String user, String name, AclOperation operation) {
        return right(user, ResourceType.TOPIC, name, PatternType.LITERAL, operation);
    }

    /** Returns when the broker goes by them. */
    public void grant(List<AclBinding> rights) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(ofAdmin())) {
            admin.createAcls(rights).all().get();
            await().until(
                            () -> new ArrayList<>(admin.describeAcls(AclBindingFilter.ANY)
                                    .values()
                                    .get()),
                            known -> known.containsAll(rights));
        }
    }

    /** Writes as one who may do everything, and returns when the broker has it. */
    public void write(Payload payload) throws ExecutionException, InterruptedException {
        EncodedMessage message = new MessageCodec().encode(Envelope.first(payload, URI.create("/test"), Instant.now()));
        ProducerRecord<String, byte[]> sent = new ProducerRecord<>(message.topic(), message.key(), message.value());
        message.headers().forEach((name, text) -> sent.headers().add(name, text.getBytes(UTF_8)));
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(ofAdmin(), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(sent).get();
        }
    }

    private Map<String, Object> ofAdmin() {
        Map<String, Object> properties = new HashMap<>(login(ADMIN, PASSWORD + ADMIN));
        properties.put("bootstrap.servers", bootstrapServers());
        return properties;
    }

    @Override
    public void close() {
        broker.close();
    }

    private static Map<String, String> ofBroker(String... users) {
        StringBuilder known = new StringBuilder(user(ADMIN));
        Arrays.stream(users).map(SecuredBroker::user).forEach(known::append);
        return Map.of(
                "listener.security.protocol.map",
                "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                "sasl.mechanism.inter.broker.protocol",
                "PLAIN",
                "sasl.enabled.mechanisms",
                "PLAIN",
                "listener.name.plaintext.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + ADMIN
                        + "\" password=\"" + PASSWORD + ADMIN + "\"" + known + ";",
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                // The controller's listener has no login.
                "super.users",
                "User:" + ADMIN + ";User:ANONYMOUS");
    }

    private static String user(String name) {
        return " user_" + name + "=\"" + PASSWORD + name + "\"";
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
}
