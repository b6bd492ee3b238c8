package dev.patrol.test;

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

/** What the service under test says of its health while what it depends on is away. */
public final class Health {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration AWAY = Duration.ofSeconds(15);
    private static final int UNAVAILABLE = 503;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Health() {}

    /** A service with a broker and an Azure of its own, which others don't miss while they are away. */
    public static final class Alone implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("patrol.azure-devops.reachability.silence", "1s", "quarkus.http.test-port", "0");
        }
    }

    /** @return what it says of Kafka while the broker is stopped, as text; after that it was ready again */
    public static String saidWithoutKafka() {
        await().atMost(PATIENCE).until(Health::isReady);
        KafkaBroker.broker().stop();
        try {
            await().atMost(PATIENCE)
                    .until(() -> !isReady()
                            && check("ready", "Kafka").path("status").asText().equals("DOWN"));
            requireLife();
            return check("ready", "Kafka").toString();
        } finally {
            KafkaBroker.broker().start();
            await().atMost(PATIENCE).until(Health::isReady);
        }
    }

    /** @return what it says of Azure DevOps while that answers nothing but errors; after that it was ready again */
    public static String saidWithoutAzure() {
        SimulatorControl azure = AzureResource.simulator().control();
        await().atMost(PATIENCE).until(Health::isReady);
        for (Api api : Api.values()) {
            azure.addFault(Fault.status(api, UNAVAILABLE));
        }
        try {
            await().atMost(PATIENCE).until(() -> !isReady());
            requireLife();
            return check("ready", "Azure DevOps").toString();
        } finally {
            azure.clearFaults();
            await().atMost(PATIENCE).until(Health::isReady);
        }
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

    private static JsonNode check(String kind, String name) {
        try {
            for (JsonNode check : MAPPER.readTree(get(kind).body()).path("checks")) {
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
