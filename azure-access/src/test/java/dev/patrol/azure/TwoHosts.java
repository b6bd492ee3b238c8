package dev.patrol.azure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.patrol.azuredevops.AuditQuery;
import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.azuredevops.ClientSettings;
import dev.patrol.azuredevops.Credential;
import dev.patrol.azuredevops.Endpoints;
import dev.patrol.azuredevops.Exchanges;
import dev.patrol.azuredevops.TokenValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.threeten.extra.MutableClock;

/** An Azure DevOps whose token and audit API are at different hosts, as in the real one, with a clock that is set by hand. */
final class TwoHosts implements AutoCloseable {
    private static final Duration TICK = Duration.ofSeconds(5);
    private static final String CALLER = "{\"authenticatedUser\": {\"id\": \"00000000-0000-0000-0000-000000000001\"}}";
    private static final String NO_ENTRIES = "{\"decoratedAuditLogEntries\": [], \"hasMore\": false}";

    private final HttpServer service = open(CALLER);
    private final HttpServer audit = open(NO_ENTRIES);
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final List<String> organizations;
    private final AzureReadiness readiness;
    private final Map<String, AzureDevOpsClient> clients = new LinkedHashMap<>();
    private final MutableClock clock = MutableClock.of(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    TwoHosts(Duration silence, String... organizations) {
        this.organizations = List.of(organizations);
        Map<String, String> hosts = this.organizations.stream()
                .collect(Collectors.toMap(
                        Function.identity(), name -> at(service).getAuthority()));
        this.readiness = new AzureReadiness(() -> new Organizations(clients), hosts, silence, clock);
        this.organizations.forEach(name -> clients.put(name, client(readiness)));
    }

    private AzureDevOpsClient client(Exchanges heard) {
        return new AzureDevOpsClient(
                new Endpoints(at(service), at(audit)),
                Credential.pat(new TokenValue("made-up")),
                ClientSettings.DEFAULT.heardBy(heard));
    }

    AzureReadiness readiness() {
        return readiness;
    }

    /** What is looked at in a time, at each tick. */
    void passes(Duration time) {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            clock.add(TICK);
            readiness.look();
        }
    }

    void pollAuditLog(String organization) {
        Instant now = clock.instant();
        try {
            clients.get(organization)
                    .auditLog(organization, AuditQuery.between(now.minus(Duration.ofMinutes(1)), now, 200));
        } catch (AzureDevOpsException told) {
            // By readiness.
        }
    }

    /** From now on it is answered with 503, at both hosts. */
    void fail(String organization) {
        failing.add(organization);
    }

    void failAll() {
        failing.addAll(organizations);
    }

    void mend() {
        failing.clear();
    }

    /** The organizations that were asked for at the service's host, and not by a poll. */
    List<String> asked() {
        return List.copyOf(calls);
    }

    private HttpServer open(String answer) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> answer(exchange, answer));
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange, String answer) throws IOException {
        String organization = exchange.getRequestURI().getPath().split("/")[1];
        if (exchange.getRequestURI().getPath().endsWith("connectionData")) {
            calls.add(organization);
        }
        byte[] body = answer.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(failing.contains(organization) ? 503 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static URI at(HttpServer server) {
        return URI.create("http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort());
    }

    @Override
    public void close() {
        service.stop(0);
        audit.stop(0);
    }
}
