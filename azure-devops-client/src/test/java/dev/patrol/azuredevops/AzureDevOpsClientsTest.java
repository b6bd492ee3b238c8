package dev.patrol.azuredevops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.patrol.azuredevops.pacing.Pacing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AzureDevOpsClientsTest {
    private static final String CALLER = "{\"authenticatedUser\": {\"id\": \"one\", \"descriptor\": \"aad.one\"}}";

    private final Set<SocketAddress> connections = new HashSet<>();
    private final Map<String, String> credentials = new HashMap<>();
    private final List<String> upgrades = new ArrayList<>();
    private final Set<String> paused = new HashSet<>();
    private HttpServer server;
    private Endpoints endpoints;

    /** Answers one after the other. */
    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        endpoints = new Endpoints(address, address);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void clientsShareConnections() {
        // Given
        List<AzureDevOpsClient> clients = clients(100);

        // When
        IntStream.range(0, 100).forEach(number -> clients.get(number).callerId("organization-" + number));

        // Then
        assertThat(credentials).hasSize(100);
        assertThat(connections).hasSizeLessThan(10);
    }

    @Test
    void eachRequestHasAConnectionToItself() {
        // When
        clients(1).get(0).callerId("organization-0");

        // Then
        assertThat(upgrades).as("requests that offer HTTP/2").isEmpty();
    }

    @Test
    void eachClientHasItsOwnCredential() {
        // Given
        List<AzureDevOpsClient> clients = clients(2);

        // When
        clients.get(0).callerId("organization-0");
        clients.get(1).callerId("organization-1");

        // Then
        assertThat(credentials)
                .containsEntry("organization-0", credential(0).show().authorizationHeader())
                .containsEntry("organization-1", credential(1).show().authorizationHeader());
    }

    @Test
    void whereOneIsToPauseTheOthersDoNot() {
        // Given
        List<AzureDevOpsClient> clients = clients(2);
        paused.add("organization-0");
        clients.get(0).callerId("organization-0");

        // When
        clients.get(1).callerId("organization-1");

        // Then
        assertThat(clients.get(0).governors().get("organization-0").paused()).isPositive();
        assertThat(clients.get(1).governors().get("organization-1").paused()).isZero();
        assertThat(clients.get(1).governors()).doesNotContainKey("organization-0");
    }

    private List<AzureDevOpsClient> clients(int count) {
        AzureDevOpsClients all =
                new AzureDevOpsClients(ClientSettings.DEFAULT.withPacing(Pacing.DEFAULT, Duration.ZERO));
        return IntStream.range(0, count)
                .mapToObj(number -> all.to(endpoints, credential(number)))
                .toList();
    }

    private static Credential credential(int number) {
        return Credential.pat(new TokenValue("value-" + number));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String organization = exchange.getRequestURI().getPath().split("/")[1];
        connections.add(exchange.getRemoteAddress());
        credentials.put(organization, exchange.getRequestHeaders().getFirst("Authorization"));
        upgrades.addAll(exchange.getRequestHeaders().getOrDefault("Upgrade", List.of()));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        if (paused.contains(organization)) {
            exchange.getResponseHeaders().set("Retry-After", "30");
        }
        byte[] body = CALLER.getBytes(UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
