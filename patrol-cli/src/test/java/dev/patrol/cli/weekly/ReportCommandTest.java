package dev.patrol.cli.weekly;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.patrol.cli.ExitCode;
import dev.patrol.cli.Golden;
import dev.patrol.cli.Ran;
import dev.patrol.cli.SharedBroker;
import dev.patrol.cli.Sockets;
import dev.patrol.cli.Tokens;
import dev.patrol.model.AuditReport;
import dev.patrol.model.Severity;
import dev.patrol.model.token.Token;
import dev.patrol.test.TopicWriter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportCommandTest {
    private static final String KEY = "k".repeat(32);

    private final String organization = SharedBroker.organization();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    @Test
    void showsTheLatestReport() {
        // Given
        write(report(Tokens.NOW.minus(Duration.ofDays(7)), 1));
        write(report(Tokens.NOW, 42));

        // When
        Ran ran = report("--organization", organization);

        // Then
        assertThat(ran.exitCode()).isZero();
        Golden.assertIs("report.txt", ran.out().replace(organization, "contoso"));
    }

    @Test
    void tellsProgramsItAsTheContractHasIt() {
        // Given
        write(report(Tokens.NOW, 42));

        // When
        Ran ran = report("--organization", organization, "--json");

        // Then
        assertThat(ran.json().at("/totals/rotations").asInt()).isEqualTo(42);
        assertThat(ran.json().path("organization").asText()).isEqualTo(organization);
    }

    @Test
    void hasOneMade() throws IOException {
        // Given
        write(report(Tokens.NOW, 3));

        // When
        Ran ran = make(200, "{}", Map.of(), "--organization", organization, "--to", "2026-11-23T08:00:00Z");

        // Then
        assertThat(ran.exitCode()).isZero();
        assertThat(asked)
                .containsExactly("POST /report?organization=" + organization + "&to=2026-11-23T08%3A00%3A00Z null");
        assertThat(ran.out()).contains("3 rotated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUDIT_SERVICE_KEY_FILE", "HTTP_API_KEY_FILE"})
    void sendsTheFirstKeyOfAFile(String variable) throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("keys"), "\n " + KEY + "\n" + "o".repeat(32) + "\n");

        // When
        Ran ran = make(400, "{}", Map.of(variable, file.toString()));

        // Then
        assertThat(asked).containsExactly("POST /report Bearer " + KEY);
        assertThat(ran.everything()).doesNotContain(KEY);
    }

    @Test
    void saysThatTheAuditServiceWantsAKey() throws IOException {
        // When
        Ran ran = make(401, "{}", Map.of());

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).startsWith("The audit service wants a key.").contains("AUDIT_SERVICE_KEY_FILE");
    }

    @Test
    void saysThatTheAuditServiceDoesNotTakeTheKey() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("keys"), KEY);

        // When
        Ran ran = make(401, "{}", Map.of("AUDIT_SERVICE_KEY_FILE", file.toString()));

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).startsWith("The audit service does not take the key in " + file);
        assertThat(ran.everything()).doesNotContain(KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hunter2", "hunter2 hunter2 hunter2 hunter2 hunter2 hunter2"})
    void whatIsNoKeyIsNeitherSentNorQuoted(String text) throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("keys"), text);

        // When
        Ran ran = make(200, "{}", Map.of("AUDIT_SERVICE_KEY_FILE", file.toString()));

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("which does not begin with a key").doesNotContain("hunter2");
        assertThat(asked).isEmpty();
    }

    @Test
    void aFileOfKeysThatIsMissingIsSaid() throws IOException {
        // When
        Ran ran = make(200, "{}", Map.of("AUDIT_SERVICE_KEY_FILE", "nowhere"));

        // Then
        assertThat(ran.err()).startsWith("AUDIT_SERVICE_KEY_FILE names nowhere, which can't be read.");
        assertThat(asked).isEmpty();
    }

    @Test
    void saysWhyNoneIsMade() throws IOException {
        // When
        Ran ran = make(400, "{\"reason\": \"\\\"to\\\" is in the future.\"}", Map.of());

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).startsWith("The audit service makes no report (400): \"to\" is in the future.");
    }

    @Test
    void saysThatTheAuditServiceDoesNotAnswer() {
        // When
        Ran ran = Ran.inProcess(
                SharedBroker.environment("AUDIT_SERVICE_URL", "http://127.0.0.1:" + Sockets.unused()),
                "report",
                "--make");

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("does not answer at http://127.0.0.1:", "AUDIT_SERVICE_URL");
    }

    @Test
    void anAddressThatIsNoneIsSaid() {
        // When
        Ran ran = Ran.inProcess(SharedBroker.environment("AUDIT_SERVICE_URL", "audit:8082"), "report", "--make");

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).startsWith("AUDIT_SERVICE_URL is \"audit:8082\".");
    }

    @Test
    void saysThatThereIsNone() {
        // When
        Ran ran = report("--organization", organization);

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(ran.err()).startsWith("There is no report yet.");
    }

    private static Ran report(String... more) {
        return Ran.inProcess(
                SharedBroker.environment(),
                Stream.concat(Stream.of("report"), Stream.of(more)).toArray(String[]::new));
    }

    /** Has a report made by an audit service that answers so. */
    private Ran make(int status, String body, Map<String, String> settings, String... more) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            Map<String, String> environment = SharedBroker.environment(
                    "AUDIT_SERVICE_URL",
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/");
            environment.putAll(settings);
            return Ran.inProcess(
                    environment,
                    Stream.concat(Stream.of("report", "--make"), Stream.of(more))
                            .toArray(String[]::new));
        } finally {
            server.stop(0);
        }
    }

    private static void write(AuditReport report) {
        try (TopicWriter writer = new TopicWriter(SharedBroker.bootstrapServers())) {
            writer.write(report);
        }
    }

    private AuditReport report(Instant to, long rotations) {
        Token token = Tokens.token(organization, "deploy\u001B[2J", Duration.ofDays(4));
        List<Token> many = IntStream.range(0, 25)
                .mapToObj(number -> Tokens.token(organization, "build-" + number, Duration.ofDays(20)))
                .toList();
        return new AuditReport(
                organization,
                to.minus(Duration.ofDays(7)),
                to,
                List.of(new AuditReport.Created(token, "ana")),
                List.of(new AuditReport.Usage(token, 120, 3)),
                List.of(token),
                many,
                List.of(new AuditReport.Incident("deploy", "token-misuse", Severity.HIGH, to.minusSeconds(60))),
                new AuditReport.Totals(rotations, 1, 2, 1, 1, 1, 1, 30, 1),
                List.of(new AuditReport.Advice(token, "A managed identity could do it.")));
    }
}
