package dev.patrol.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.azure.AzureDevOpsSettings;
import dev.patrol.azure.PacingSettings;
import dev.patrol.secrets.SecretStoreSettings;
import dev.patrol.service.settings.KafkaSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void areTheServicesByTheNamesThatPeopleKnow() {
        // Given
        Settings settings = Settings.of(Map.of(
                "AZURE_DEVOPS_ORG", "contoso",
                "AZURE_DEVOPS_ADMIN_PAT", "pat-value",
                "PATROL_AZURE_DEVOPS_PACING_PATIENCE", "90s",
                "SECRET_STORE", "file"));

        // When
        AzureDevOpsSettings azure = settings.as(AzureDevOpsSettings.class);

        // Then
        assertThat(azure.organizations()).containsExactly("contoso");
        assertThat(azure.url()).isEqualTo(URI.create("https://vssps.dev.azure.com"));
        assertThat(azure.adminPat().orElseThrow().get()).isEqualTo("pat-value");
        assertThat(settings.as(PacingSettings.class).patience()).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.as(SecretStoreSettings.class).kind()).isEqualTo("file");
    }

    @Test
    void saysWhatIsMissingOrMakesNoSense() {
        // Given
        Settings settings = Settings.of(Map.of("KAFKA_BOOTSTRAP_SERVERS", "nonsense"));

        // When, Then
        assertThat(settings.problemsOf(KafkaSettings.class))
                .singleElement()
                .asString()
                .startsWith("KAFKA_BOOTSTRAP_SERVERS is \"nonsense\". It should be");
        assertThat(settings.problemsOf(AzureDevOpsSettings.class))
                .singleElement()
                .asString()
                .startsWith("AZURE_DEVOPS_ORG is not set");
    }

    @Test
    void everyVariableOfKafkaReachesItsClients() {
        // Given
        Settings settings = Settings.of(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "kafka-1:9092",
                "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "KAFKA_SSL_TRUSTSTORE_TYPE", "PEM"));

        // When
        Map<String, Object> kafka = settings.kafka();

        // Then
        assertThat(kafka)
                .containsEntry("bootstrap.servers", "kafka-1:9092")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("ssl.truststore.type", "PEM");
    }

    @Test
    void valuesAreTakenAsTheyAreExceptForExpressions() {
        // Given
        Settings settings = Settings.of(Map.of(
                "ALERT_EMAIL", "ops@example.com", "SMTP_HOST", "smtp", "SMTP_USER", "u", "SMTP_PASS", "a#b\"c d$"));

        // When
        MailServerSettings mail = settings.as(MailServerSettings.class);

        // Then
        assertThat(mail.password().orElseThrow().get()).isEqualTo("a#b\"c d$");
        assertThat(mail.port()).isEqualTo(587);
        assertThat(mail.startTls()).isEqualTo("OPTIONAL");
    }
}
