package dev.patrol.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patrol.simulator.control.SimulatorControl;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** What every service keeps: it lives on while what it depends on is away, and says what is missing. */
public abstract class HealthContract {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration AWAY = Duration.ofSeconds(15);
    private static final int UNAVAILABLE = 503;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** A service with a broker and an Azure of its own, which others don't miss while they are away. */
    public static final class Alone implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("patrol.azure-devops.reachability.silence", "1s", "quarkus.http.test-port", "0");
        }
    }

    @Test
    void livesWithoutKafkaAndSaysThatItIsMissing() {
        // Given
        awaitReadiness();

        // When
        KafkaBroker.broker().stop();

        // Then
        try {
            await().atMost(PATIENCE)
                    .until(() ->
                            !isReady() && check("Kafka").path("status").asText().equals("DOWN"));
            requireLife();
            assertThat(check("Kafka").toString())
                    .contains("No broker of", "has answered since", "KAFKA_BOOTSTRAP_SERVERS");
        } finally {
            KafkaBroker.broker().start();
            awaitReadiness();
        }
    }

    /** What every service keeps that asks Azure DevOps. */
    public abstract static class WithAzure extends HealthContract {
        @Test
        void livesWithoutAzureAndSaysThatItIsMissing() {
            // Given
            SimulatorControl azure = AzureResource.simulator().control();
            awaitReadiness();

            // When
            for (Api api : Api.values()) {
                azure.addFault(Fault.status(api, UNAVAILABLE));
            }

            // Then
            try {
                await().atMost(PATIENCE).until(() -> !isReady());
                requireLife();
                assertThat(check("Azure DevOps").toString())
                        .contains("has not answered since", AzureResource.organization(), "AZURE_DEVOPS_URL");
            } finally {
                azure.clearFaults();
                awaitReadiness();
            }
        }
    }

    private static void awaitReadiness() {
        await().atMost(PATIENCE).until(HealthContract::isReady);
    }

    /** For a while, not at one moment. */
    private static void requireLife() {
        await().during(AWAY)
                .atMost(AWAY.multipliedBy(3))
                .until(() -> get("live").statusCode() == 200);
    }

    private static boolean isReady() {
        return get("ready").statusCode() == 200;
    }

    private static JsonNode check(String name) {
        try {
            for (JsonNode check : MAPPER.readTree(get("ready").body()).path("checks")) {
                if (check.path("name").asText().equals(name)) {
                    return check;
                }
            }
            return MAPPER.createObjectNode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<String> get(String kind) {
        URI service = URI.create(ConfigProvider.getConfig().getValue("test.url", String.class));
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(service.resolve("/q/health/" + kind)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
