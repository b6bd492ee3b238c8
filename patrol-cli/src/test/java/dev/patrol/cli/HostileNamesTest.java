package dev.patrol.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patrol.model.AuditReport;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Severity;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.Topic;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import dev.patrol.test.TopicWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names come from people, and some mean harm: whatever they are, a terminal shows them as text on their own line. */
class HostileNamesTest {
    private static final String ORGANIZATION = SharedBroker.organization();
    private static final int COLUMNS = 80;
    /** A time, a word and a sentence that was cut. */
    private static final int LONGEST_LINE = 1_100;

    private static final List<String> NAMES = List.of(
            "\u001B]0;owned\u0007\u001B[2J\u001B[31mred",
            "\u009B31mred\u0090q\u009C",
            "invoice\u202Egpj.exe\u2066\u200F\u061C",
            "first\nFORGED\r\nFORGED\u2028FORGED\u2029FORGED\u0085FORGED\u000BFORGED",
            "\t\b\b\b\u007F\u0000back",
            "zal" + "\u0301".repeat(500) + "go",
            "x".repeat(5_000),
            "家".repeat(300) + "\u200B\uFEFF\uDB40\uDC41");

    @BeforeAll
    static void write() throws IOException {
        try (TopicWriter writer = new TopicWriter(SharedBroker.bootstrapServers())) {
            for (String name : NAMES) {
                Token token = token(name);
                writer.write(Tokens.seen(token, TokenState.ACTIVE));
                writer.write(TokenRevoked.of(token, name, Trigger.COMMAND, name));
                writer.write(PolicyViolated.fullScope(token));
                writer.writeRaw(Topic.ROTATION_LEDGER.topicName(), token.secretName(), Map.of(), rotation(token));
                writer.writeRaw(
                        Topic.DEAD_LETTERS.topicName(),
                        name,
                        Map.of("ce_type", name, "dead-letter-topic", name, "dead-letter-reason", name),
                        name.getBytes(UTF_8));
            }
            writer.write(report(NAMES.stream().map(HostileNamesTest::token).toList()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tokens --organization %s,true",
        "rotations --organization %s --all,true",
        "dead-letters list --limit 10000,true",
        "watch --organization %s --since 1h --count 16 --for 30s,false",
        "report --organization %s,false"
    })
    void areTextOnTheirOwnLine(String call, boolean isTable) {
        // When
        Ran terminal = patrol("80", call.formatted(ORGANIZATION).split(" "));
        Ran pipe = patrol("", call.formatted(ORGANIZATION).split(" "));

        // Then
        assertThat(terminal.exitCode()).isZero();
        assertThat(terminal.out().lines()).hasSizeGreaterThan(NAMES.size());
        assertHarmless(terminal);
        assertHarmless(pipe);
        if (isTable) {
            assertThat(terminal.out().lines()).allMatch(line -> columns(line) <= COLUMNS);
        }
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void areTextOnThePageOfTheirToken(String name) {
        // When
        Ran ran = patrol("80", "show", token(name).authorizationId().toString());

        // Then
        assertThat(ran.exitCode()).isZero();
        assertHarmless(ran);
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void areTextWhereTheyAreAskedFor(String name) {
        // When
        Ran made = patrol(
                "80",
                Stream.of("create", name, "--scope", "vso.code", "--organization", ORGANIZATION, "--reason", name)
                        .toArray(String[]::new));
        Ran missing = patrol("80", "show", name + " of nobody");

        // Then
        assertThat(made.out()).startsWith("Asked to create");
        assertHarmless(made);
        assertThat(missing.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
        assertHarmless(missing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "80"})
    void aSentenceThatIsABookIsCutInWatch(String columns) {
        // When
        Ran ran = patrol(
                columns, "watch", "--organization", ORGANIZATION, "--since", "1h", "--count", "16", "--for", "30s");

        // Then
        assertThat(ran.out()).contains("characters in all; --json has the rest)");
        assertThat(ran.out().lines()).allMatch(line -> line.length() <= LONGEST_LINE);
    }

    private static void assertHarmless(Ran ran) {
        assertThat(ran.everything()
                        .codePoints()
                        .filter(character -> character != '\n')
                        .filter(HostileNamesTest::isHarmful))
                .isEmpty();
        assertThat(ran.everything().lines()).noneMatch(line -> line.startsWith("FORGED"));
        assertThat(ran.everything()).doesNotContain("\u0301".repeat(5));
    }

    private static boolean isHarmful(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static long columns(String line) {
        return line.codePoints()
                .filter(character -> Character.getType(character) != Character.NON_SPACING_MARK)
                .map(character -> character == '家' ? 2 : 1)
                .sum();
    }

    private static Token token(String name) {
        return Tokens.token(ORGANIZATION, name, Duration.ofDays(4));
    }

    private static byte[] rotation(Token token) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode entry = (ObjectNode) mapper.readTree(
                Path.of("src", "test", "resources", "ledger", "OVERLAP.json").toFile());
        entry.withObject("/plan/previous").put("organization", ORGANIZATION).put("displayName", token.displayName());
        entry.withObject("/state/successor").put("displayName", token.displayName());
        entry.withObject("/state").putArray("waitingFor").add(token.displayName());
        return mapper.writeValueAsBytes(entry);
    }

    private static AuditReport report(List<Token> tokens) {
        return new AuditReport(
                ORGANIZATION,
                Tokens.NOW.minus(Duration.ofDays(7)),
                Tokens.NOW,
                tokens.stream()
                        .map(token -> new AuditReport.Created(token, token.displayName()))
                        .toList(),
                tokens.stream()
                        .map(token -> new AuditReport.Usage(token, 120, 3))
                        .toList(),
                tokens,
                tokens,
                tokens.stream()
                        .map(token -> new AuditReport.Incident(
                                token.displayName(), token.displayName(), Severity.HIGH, Tokens.NOW))
                        .toList(),
                new AuditReport.Totals(1, 1, 1, 1, 1, 1, 1, 1, 1),
                tokens.stream()
                        .map(token -> new AuditReport.Advice(token, token.displayName()))
                        .toList());
    }

    private static Ran patrol(String columns, String... arguments) {
        return Ran.inProcess(SharedBroker.environment("COLUMNS", columns, "NO_COLOR", "1"), arguments);
    }
}
