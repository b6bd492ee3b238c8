package dev.patrol.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The local stack as a process, as {@code ./patrol up} starts it, on free ports. */
public final class RunningStack implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration GRACE = Duration.ofMinutes(1);
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path directory;
    private final Process process;
    private final JsonNode description;

    private RunningStack(Path directory, Process process) {
        this.directory = directory;
        this.process = process;
        this.description = read(directory.resolve("stack.json"));
    }

    /** @param options of {@code up}, besides those that every test needs */
    public static RunningStack start(Path directory, String... options) {
        return start(directory, Map.of(), options);
    }

    /** @param environment what the caller of {@code ./patrol up} has set */
    public static RunningStack start(Path directory, Map<String, String> environment, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "-Xmx512m",
                "-Dfile.encoding=UTF-8",
                "-jar",
                Processes.jar("local-stack", "quarkus-app/quarkus-run.jar"),
                "up",
                "--free-ports",
                "--home",
                HOME.toString(),
                "--run-directory",
                directory.toString()));
        arguments.addAll(List.of(options));
        Path output = directory.resolve("output.log");
        Process process = Processes.java(arguments, environment, directory, output);
        try {
            await().atMost(START_LIMIT)
                    .failFast(() -> requireRunning(process, output))
                    .until(() -> Files.exists(directory.resolve("stack.json")));
            return new RunningStack(directory, process);
        } catch (RuntimeException e) {
            stop(process);
            throw e;
        }
    }

    /** Its folder is gone when somebody reads of it. */
    private static void requireRunning(Process process, Path output) throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError("The stack has ended: " + Files.readString(output));
        }
    }

    public String organization() {
        return description.path("organization").asText();
    }

    public String kafka() {
        return description.path("kafka").asText();
    }

    public URI service(String name) {
        for (JsonNode service : description.path("services")) {
            if (service.path("name").asText().equals(name)) {
                return URI.create(service.path("url").asText());
            }
        }
        throw new IllegalArgumentException("There is no service " + name);
    }

    /** Calls {@code ./patrol} as it would be called with {@code --local}. */
    PatrolCall patrol(Path folder, String... arguments) {
        return PatrolCall.run(folder, environment(), arguments);
    }

    private Map<String, String> environment() {
        Map<String, String> settings = new HashMap<>();
        try {
            for (String line : Files.readAllLines(settings())) {
                int equals = line.indexOf('=');
                if (equals > 0 && !line.startsWith("#")) {
                    settings.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings;
    }

    /** What the simulator says under {@code /_simulator}. */
    public JsonNode simulator(String path) {
        return json(HttpRequest.newBuilder(azure(path)).build());
    }

    public JsonNode simulator(String path, Map<String, ?> body) {
        try {
            return json(HttpRequest.newBuilder(azure(path))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(mapper.writeValueAsString(body)))
                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a text has the value of a token in it that the simulator has ever issued. */
    public JsonNode containsTokenValue(String text) {
        return json(HttpRequest.newBuilder(azure("assertions/contains-token-value"))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(text))
                .build());
    }

    public JsonNode page(String path) {
        return json(HttpRequest.newBuilder(
                        URI.create(description.path("page").asText()).resolve(path))
                .build());
    }

    public JsonNode post(URI address) {
        return json(
                HttpRequest.newBuilder(address).POST(BodyPublishers.noBody()).build());
    }

    /** What a service shows at {@code /q/metrics}. */
    String metrics(String service) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(service(service).resolve("/q/metrics"))
                            .header("Accept", "text/plain")
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError("The metrics of the " + service + " answer " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Everything that the stack and the services have logged. */
    List<Path> logs() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().contains(".log"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The settings of the services, as {@code ./patrol} takes them from {@code .env}. */
    public Path settings() {
        return directory.resolve("settings.env");
    }

    public long pidOf(String service) {
        for (JsonNode described : description.path("services")) {
            if (described.path("name").asText().equals(service)) {
                return described.path("pid").asLong();
            }
        }
        throw new IllegalArgumentException("There is no service " + service);
    }

    List<Long> pids() {
        return Stream.concat(
                        Stream.of(description.path("pid").asLong()),
                        description.path("services").findValues("pid").stream().map(JsonNode::asLong))
                .toList();
    }

    /** Takes back what was told to the simulator under {@code /_simulator}. */
    public void forget(String path) {
        json(HttpRequest.newBuilder(azure(path)).DELETE().build());
    }

    private URI azure(String path) {
        return URI.create(description.path("azureDevOps").asText() + "/_simulator/" + path);
    }

    private JsonNode json(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(request.uri() + " answered " + response.statusCode());
            }
            return mapper.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JsonNode read(Path file) {
        try {
            return mapper.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it as Ctrl-C does, and waits for its end. */
    @Override
    public void close() {
        stop(process);
    }

    private static void stop(Process process) {
        process.destroy();
        if (!Processes.endsWithin(GRACE, process)) {
            process.destroyForcibly();
        }
    }
}
