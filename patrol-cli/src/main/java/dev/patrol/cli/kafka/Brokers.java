package dev.patrol.cli.kafka;

import dev.patrol.cli.fault.Reach;
import dev.patrol.cli.settings.Settings;
import dev.patrol.service.settings.KafkaLogin;
import dev.patrol.service.settings.KafkaSettings;
import dev.patrol.service.settings.TlsFaults;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;

/** The brokers that the settings name. */
public final class Brokers {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final int REQUEST_MILLIS = 5_000;
    private static final int CALL_MILLIS = 8_000;

    private final Settings settings;
    private String servers;

    public Brokers(Settings settings) {
        this.settings = settings;
    }

    /** What is wrong with the settings, a line each. */
    public List<String> problems() {
        return settings.problemsOf(KafkaSettings.class);
    }

    /** Where they are, separated by commas. To be asked only where the settings have no problems. */
    public String servers() {
        if (servers == null) {
            servers = settings.as(KafkaSettings.class).bootstrapServers().strip();
        }
        return servers;
    }

    /** Why none of them can be reached, and what to look at; empty where one can. One is enough to begin. */
    public Optional<String> unreachable() {
        List<Optional<String>> problems = Arrays.stream(servers().split("\\s*,\\s*"))
                .map(server -> Reach.problemOf(
                        server.substring(0, server.lastIndexOf(':')),
                        Integer.parseInt(server.substring(server.lastIndexOf(':') + 1)),
                        CONNECT))
                .toList();
        return problems.stream().allMatch(Optional::isPresent)
                ? problems.get(0).map(problem -> problem + " Check KAFKA_BOOTSTRAP_SERVERS and the network.")
                : Optional.empty();
    }

    /** Settings of a client of Kafka that gives up within seconds: a person waits. */
    public Map<String, Object> properties(String clientId) {
        Map<String, Object> properties = settings.kafka();
        properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        properties.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_MILLIS);
        return properties;
    }

    /** Why a broker that can be reached does not answer, or not any more. */
    public String sentenceOf(Throwable failure) {
        Optional<String> login = KafkaLogin.sentenceOf(failure);
        if (login.isPresent()) {
            return login.get();
        }
        return TlsFaults.of("the broker at " + servers(), failure)
                .map(sentence -> sentence + " Check KAFKA_SECURITY_PROTOCOL and KAFKA_SSL_TRUSTSTORE_LOCATION.")
                .orElseGet(() -> "Somebody listens at " + servers() + ", but does not answer as a Kafka broker does to"
                        + " KAFKA_SECURITY_PROTOCOL=" + protocol()
                        + ". Check the port, and whether the broker wants TLS or"
                        + " a login there.");
    }

    /** Kafka's client does not even begin. Its message may quote the settings, which hold the password. */
    public static String sentenceOfSettings(Throwable failure) {
        return KafkaLogin.sentenceOf(failure)
                .orElseGet(() -> "Kafka's client does not take the settings ("
                        + Optional.ofNullable(failure.getCause())
                                .orElse(failure)
                                .getClass()
                                .getSimpleName()
                        + "). Check the variables KAFKA_SSL_... and KAFKA_SASL_....");
    }

    private String protocol() {
        return String.valueOf(settings.kafka().getOrDefault("security.protocol", "PLAINTEXT"));
    }
}
