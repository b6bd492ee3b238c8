package dev.patrol.notifier.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real HTTP server that is told of events, and can refuse them. */
public final class HookServer implements QuarkusTestResourceLifecycleManager {
    public static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final List<Posted> POSTED = new CopyOnWriteArrayList<>();

    private static volatile int status = 204;
    private static HttpServer server;

    /** A request. */
    public record Posted(String path, Map<String, List<String>> headers, String body) {
        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().get(0))
                    .findFirst()
                    .orElse(null);
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", HookServer::take);
        server.start();
        return Map.of(
                "patrol.notifications.webhooks[0].name", "siem",
                "patrol.notifications.webhooks[0].url", address() + "/siem",
                "patrol.notifications.webhooks[0].secret", SECRET,
                "patrol.notifications.webhooks[0].events", "token-compromised",
                "patrol.notifications.webhooks[1].name", "channel",
                "patrol.notifications.webhooks[1].url", address() + "/teams",
                "patrol.notifications.webhooks[1].form", "teams",
                "patrol.notifications.webhooks[1].events", "token-compromised");
    }

    static String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            int answer = status;
            if (answer < 300) {
                POSTED.add(new Posted(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body));
            }
            exchange.sendResponseHeaders(answer, -1);
        }
    }

    /** From now on it answers this. */
    public static void answer(int code) {
        status = code;
    }

    /** What it has taken with this in the body. */
    public static List<Posted> taken(String path, String content) {
        return POSTED.stream()
                .filter(posted -> posted.path().equals(path) && posted.body().contains(content))
                .toList();
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }
}
