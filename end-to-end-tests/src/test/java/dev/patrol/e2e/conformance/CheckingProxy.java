package dev.patrol.e2e.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.patrol.e2e.conformance.Document.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** Hands requests on and answers back as they are, and keeps in mind which operations it saw and where they deviate. */
final class CheckingProxy implements AutoCloseable {
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "host", "http2-settings", "transfer-encoding", "upgrade");

    private final URI target;
    private final Documents documents;
    private final UnaryOperator<String> query;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final ExecutorService workers = Executors.newFixedThreadPool(8);
    private final HttpServer server;
    private final SortedSet<String> operations = new ConcurrentSkipListSet<>();
    private final SortedSet<Deviation> deviations = new ConcurrentSkipListSet<>();
    private final SortedSet<String> failures = new ConcurrentSkipListSet<>();

    private CheckingProxy(URI target, Documents documents, UnaryOperator<String> query) {
        this.target = target;
        this.documents = documents;
        this.query = query;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(workers);
        server.createContext("/", this::handle);
        server.start();
    }

    static CheckingProxy before(URI target, Documents documents) {
        return new CheckingProxy(target, documents, UnaryOperator.identity());
    }

    /** Asks for another version of every API than the caller does, and checks both sides against the documents of that. */
    static CheckingProxy before(URI target, Documents documents, String version) {
        return new CheckingProxy(
                target, documents, query -> query.replaceAll("(?<=\\bapi-version=)[^&]+", version + "-preview.1"));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    SortedSet<String> operations() {
        return operations;
    }

    SortedSet<Deviation> deviations() {
        return deviations;
    }

    /** What the proxy itself could not do. */
    SortedSet<String> failures() {
        return failures;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String asked = query.apply(
                    Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
            HttpResponse<byte[]> answer = http.send(onward(exchange, asked, body), BodyHandlers.ofByteArray());
            check(exchange, asked, body, answer);
            answer.headers().map().forEach((name, values) -> {
                if (isOfTheMessage(name)) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            boolean empty = answer.body().length == 0;
            exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | IOException e) {
            failures.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath() + ": " + e);
            throw e;
        }
    }

    private HttpRequest onward(HttpExchange exchange, String asked, byte[] body) {
        String path = exchange.getRequestURI().getRawPath();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(target.resolve(path + (asked.isEmpty() ? "" : "?" + asked)));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (isOfTheMessage(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.method(
                        exchange.getRequestMethod(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .build();
    }

    private void check(HttpExchange request, String asked, byte[] body, HttpResponse<byte[]> answer) {
        Exchange exchange = new Exchange(
                request.getRequestMethod(),
                request.getRequestURI().getRawPath(),
                parametersOf(asked),
                Map.copyOf(request.getRequestHeaders()),
                body,
                answer.statusCode(),
                answer.headers().map(),
                answer.body());
        Optional<Operation> operation = documents.operationOf(exchange);
        if (operation.isEmpty()) {
            String address = exchange.path().replaceFirst("^/[^/]+", "/{organization}");
            deviations.add(Deviation.undocumented(exchange.method() + " " + address));
            return;
        }
        operations.add(operation.get().name());
        deviations.addAll(operation.get().deviationsOf(exchange));
    }

    private static Map<String, List<String>> parametersOf(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String parameter : query.isEmpty() ? new String[0] : query.split("&")) {
            String[] parts = parameter.split("=", 2);
            parameters
                    .computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
                    .add(parts.length > 1 ? decoded(parts[1]) : "");
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static boolean isOfTheMessage(String header) {
        return !OF_THE_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
