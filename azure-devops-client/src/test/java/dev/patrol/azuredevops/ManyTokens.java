package dev.patrol.azuredevops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A program that lists 20,000 tokens of {@value #NAME_LENGTH} characters each, in pages of 100, for {@link
 * ConstantMemoryTest}: 80 MB of names, in a heap that has room for a few pages. Prints how many it was given.
 */
final class ManyTokens {
    static final int TOKENS = 20_000;
    static final int NAME_LENGTH = 4_000;

    private static final int PAGE = 100;

    private ManyTokens() {}

    public static void main(String[] arguments) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", ManyTokens::answer);
        server.start();
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        AtomicInteger visited = new AtomicInteger();
        try {
            Bench.clientAt(address, Duration.ofSeconds(30))
                    .forEachToken(Bench.ORGANIZATION, TokenListFilter.ALL, token -> visited.incrementAndGet());
        } finally {
            server.stop(0);
        }
        System.out.println("visited " + visited.get());
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        int start = query.contains("continuationToken=")
                ? Integer.parseInt(query.replaceAll(".*continuationToken=(\\d+).*", "$1"))
                : 0;
        int next = start + PAGE;
        String name = "n".repeat(NAME_LENGTH);
        StringBuilder page = new StringBuilder("{\"continuationToken\": \"")
                .append(next < TOKENS ? next : "")
                .append("\", \"patTokens\": [");
        for (int number = start; number < next; number++) {
            page.append(number > start ? "," : "")
                    .append(Bench.token(new UUID(7, number)).replace("\"deploy\"", "\"" + name + "\""));
        }
        byte[] body = page.append("]}").toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
