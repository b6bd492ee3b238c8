package dev.patrol.cli.check.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.cli.Certificates;
import dev.patrol.cli.Ran;
import dev.patrol.kafka.embedded.BrokerConfig;
import dev.patrol.kafka.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker over TLS, whose certificate no public authority has signed and which is made for another host. */
class EncryptedKafkaCheckTest {
    private static final String AREA = "Kafka";

    @TempDir
    static Path folder;

    private static Path certificate;
    private static EmbeddedKafka broker;

    @BeforeAll
    static void start() throws Exception {
        Path store = Certificates.make(folder, "dns:elsewhere.example");
        certificate = Certificates.export(folder, store);
        Map<String, String> trust = Map.of(
                "ssl.truststore.type", "PEM",
                "ssl.truststore.location", certificate.toString(),
                "ssl.endpoint.identification.algorithm", "");
        Map<String, String> ofBroker = new HashMap<>(trust);
        ofBroker.put("listener.security.protocol.map", "PLAINTEXT:SSL,CONTROLLER:PLAINTEXT");
        ofBroker.put("ssl.keystore.location", store.toString());
        ofBroker.put("ssl.keystore.password", Certificates.PASSWORD);
        ofBroker.put("ssl.key.password", Certificates.PASSWORD);
        Map<String, String> ofClients = new HashMap<>(trust);
        ofClients.put("security.protocol", "SSL");
        broker = EmbeddedKafka.start(BrokerConfig.defaults().withSettings(ofBroker, ofClients));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void saysThatTheAuthorityIsNotTrusted() {
        // When
        Ran check = check(Map.of());

        // Then
        assertThat(check.sentence(AREA, "brokers"))
                .contains("signed by an authority that is not trusted here", "KAFKA_SSL_TRUSTSTORE_LOCATION");
    }

    @Test
    void saysThatTheCertificateIsOfAnotherHost() {
        // When
        Ran check = check(trusting());

        // Then
        assertThat(check.sentence(AREA, "brokers")).contains("is made for another host");
    }

    @Test
    void reachesABrokerByTheSettingsThatItsClientsHave() {
        // Given
        Map<String, String> anyHost = new HashMap<>(trusting());
        anyHost.put("KAFKA_SSL_ENDPOINT_IDENTIFICATION_ALGORITHM", "");

        // When
        Ran check = check(anyHost);

        // Then
        assertThat(check.state(AREA, "brokers")).isEqualTo("ok");
    }

    private static Map<String, String> trusting() {
        return Map.of("KAFKA_SSL_TRUSTSTORE_TYPE", "PEM", "KAFKA_SSL_TRUSTSTORE_LOCATION", certificate.toString());
    }

    private static Ran check(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        environment.put("KAFKA_SECURITY_PROTOCOL", "SSL");
        return Ran.inProcess(environment, "check", "--json", "--service", "notifier");
    }
}
