package dev.patrol.service.settings;

import io.smallrye.config.SmallRyeConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Settings of Kafka's own clients: each variable {@code KAFKA_...} is one, in lower case and with dots. So does Quarkus
 * (KafkaRuntimeConfigProducer of quarkus-kafka-client).
 */
public final class KafkaClientSettings {
    private static final String PREFIX = "kafka";
    private static final Pattern PROPERTY = Pattern.compile("for configuration ([a-z][a-z0-9.]*[a-z0-9])");
    private static final int DEEPEST = 20;
    private static final long HEARTBEATS_OF_A_SESSION = 3;

    private KafkaClientSettings() {}

    public static Map<String, Object> of(SmallRyeConfig config) {
        Map<String, Object> properties = new HashMap<>();
        for (String name : config.getPropertyNames()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(PREFIX + ".") || lower.startsWith(PREFIX + "_")) {
                properties.put(
                        lower.substring(PREFIX.length() + 1).replace('_', '.'),
                        // An empty value is one: it switches the check of host names off.
                        config.getOptionalValue(name, String.class).orElse(""));
            }
        }
        return properties;
    }

    /**
     * Whether Kafka's clients take the settings, seen by making the cheapest of them, and by reading those of the others. No broker
     * is waited for.
     *
     * @return what is wrong, in a line that names the variable; none where nothing is
     */
    static List<String> problemsOf(SmallRyeConfig config) {
        Map<String, Object> properties = of(config);
        try {
            Admin.create(new HashMap<>(properties)).close(Duration.ZERO);
            ProducerConfig.configDef().parse(readable(properties));
            return problemsOfGroup(ConsumerConfig.configDef().parse(readable(properties)));
        } catch (KafkaException e) {
            return List.of(sentenceOf(e, properties.get("bootstrap.servers")));
        }
    }

    private static List<String> problemsOfGroup(Map<String, Object> consumer) {
        return problemsOfGroup(
                "KAFKA_SESSION_TIMEOUT_MS", (Integer) consumer.get(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                "KAFKA_HEARTBEAT_INTERVAL_MS", (Integer) consumer.get(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG));
    }

    /**
     * Kafka's consumer throws where a session is no longer than the time between two heartbeats, and asks for three of them.
     *
     * @param sessionVariable what the one is set by, and after it the other; values in milliseconds
     */
    public static List<String> problemsOfGroup(
            String sessionVariable, int session, String heartbeatVariable, int heartbeat) {
        return session >= HEARTBEATS_OF_A_SESSION * heartbeat
                ? List.of()
                : List.of(
                        sessionVariable + " is " + session + " and " + heartbeatVariable + " " + heartbeat
                                + ". A session should last three heartbeats or longer: else an instance that works is taken for dead.");
    }

    /** With what a consumer and a producer can't do without, and services bring. */
    private static Map<String, Object> readable(Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return all;
    }

    /** Of what Kafka says no more than the name of a property is told: the rest may quote a password. */
    private static String sentenceOf(KafkaException failure, Object servers) {
        List<Throwable> causes = Stream.iterate((Throwable) failure, one -> one != null, Throwable::getCause)
                .limit(DEEPEST)
                .toList();
        if (causes.stream().anyMatch(cause -> said(cause).contains("No resolvable bootstrap urls"))) {
            return "KAFKA_BOOTSTRAP_SERVERS is \"" + servers
                    + "\", and no host is known here by such a name. It should be one or more brokers as host:port.";
        }
        Optional<String> login = KafkaLogin.sentenceOf(failure);
        if (login.isPresent()) {
            return login.get();
        }
        Optional<String> property = causes.stream()
                .map(cause -> PROPERTY.matcher(said(cause)))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
        return property.map(name -> "KAFKA_" + name.replace('.', '_').toUpperCase(Locale.ROOT)
                        + " has a value that Kafka's clients don't take. It should be as their documentation says of "
                        + name + ".")
                .orElseGet(() -> "Kafka's clients don't take their settings ("
                        + causes.get(causes.size() - 1).getClass().getSimpleName()
                        + "). Check the variables KAFKA_SECURITY_PROTOCOL, KAFKA_SASL_... and KAFKA_SSL_....");
    }

    private static String said(Throwable cause) {
        return String.valueOf(cause.getMessage());
    }
}
