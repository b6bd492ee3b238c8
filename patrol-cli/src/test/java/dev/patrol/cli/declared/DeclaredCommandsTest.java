package dev.patrol.cli.declared;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patrol.cli.ExitCode;
import dev.patrol.cli.FakeRotator;
import dev.patrol.cli.Ran;
import dev.patrol.cli.SharedBroker;
import dev.patrol.model.Command;
import dev.patrol.model.CommandCompleted;
import dev.patrol.model.CommandRefused;
import dev.patrol.model.CreateToken;
import dev.patrol.model.DeclareToken;
import dev.patrol.model.Event;
import dev.patrol.model.RotateToken;
import dev.patrol.model.Severity;
import dev.patrol.model.TokenCreated;
import dev.patrol.model.TokenDeclared;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import dev.patrol.model.wire.Envelope;
import dev.patrol.test.TopicWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class DeclaredCommandsTest {
    private final String organization = SharedBroker.organization();
    private final Instant now = Instant.now();
    private final Token stranger = token("nightly", List.of("vso.code"), Duration.ofDays(45));

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void declare() throws IOException {
        file = folder.resolve("tokens.yaml");
        Files.writeString(file, """
                version: 1
                organization: %s
                defaults: { schedule: "every 30 days, valid 45" }
                tokens:
                  - { name: deploy, scopes: [vso.build], dependents: [release] }
                  - { name: mirror, scopes: [vso.code] }
                """.formatted(organization));
    }

    @Test
    void aPlanShowsWhatWouldBeDoneAndDoesNothing() {
        // When
        Ran ran = patrol("", "plan", file.toString());

        // Then
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out())
                .contains("+ create   " + organization + "/deploy  line 5")
                .containsPattern("scopes +vso.build")
                .containsPattern("secret +deploy-[0-9a-f]{8}")
                .contains("2 to create, 0 untouched.");
    }

    @Test
    void whatIsAppliedIsNotPlannedAgainAlthoughNoScanHasSeenIt() {
        // Given
        try (FakeRotator rotator = rotator(this::obeyed)) {
            // When
            Ran applied = patrol("yes\n", "apply", file.toString(), "--reason", "new team", "--requested-by", "ana");
            Ran planned = patrol("", "plan", "--check", file.toString());

            // Then
            assertThat(applied.exitCode()).as(applied.everything()).isZero();
            assertThat(applied.out()).contains("Done: 2 of 2.");
            assertThat(rotator.commands())
                    .hasSize(4)
                    .contains(new CreateToken(
                            organization, "mirror", List.of("vso.code"), Duration.ofDays(45), null, "new team", "ana"));
            assertThat(rotator.commands().get(0)).isInstanceOf(DeclareToken.class);
            assertThat(planned.exitCode()).as(planned.everything()).isZero();
            assertThat(planned.out()).contains("Nothing to change, 2 untouched.");
        }
    }

    @Test
    void aTokenThatTheStoreDoesNotHoldIsSeenWhereThatIsAskedFor() {
        // Given
        Map<String, String> emptyStore = Map.of(
                "SECRET_STORE",
                "file",
                "SECRET_STORE_FOLDER",
                folder.resolve("store").toString(),
                "SECRET_STORE_KEY_FILE",
                folder.resolve("key").toString(),
                "SECRET_STORE_CREATE_KEY",
                "true");
        try (FakeRotator rotator = rotator(this::obeyed)) {
            patrol("", "apply", file.toString(), "--yes", "--reason", "x");

            // When
            Ran unasked = patrol(emptyStore, "", "plan", "--check", file.toString());
            Ran asked = patrol(emptyStore, "", "plan", "--check", "--secrets", file.toString());

            // Then
            assertThat(unasked.exitCode()).as(unasked.everything()).isZero();
            assertThat(asked.exitCode()).as(asked.everything()).isEqualTo(ExitCode.FAILED);
            assertThat(asked.out()).contains("~ store    " + organization + "/deploy", "2 to store, 0 untouched.");
        }
    }

    @Test
    void aStoreThatIsNotSetCanNotBeLookedAt() {
        // When
        Ran ran = patrol("", "plan", "--secrets", file.toString());

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("KEY_VAULT_URL");
    }

    @Test
    void nothingIsAskedForUntilSomebodySaysYes() {
        // Given
        try (FakeRotator rotator = rotator(this::obeyed)) {
            // When
            Ran ran = patrol("no\n", "apply", file.toString(), "--reason", "x");

            // Then
            assertThat(ran.exitCode()).isEqualTo(ExitCode.NOT_CONFIRMED);
            assertThat(rotator.commands()).isEmpty();
        }
    }

    @Test
    void whatIsRefusedKeepsNoOtherFromBeingDone() {
        // Given
        try (FakeRotator rotator = rotator(command ->
                command instanceof CreateToken create && create.displayName().equals("deploy")
                        ? List.of(this::refused)
                        : obeyed(command))) {
            // When
            Ran ran = patrol("", "apply", file.toString(), "--yes", "--reason", "x");

            // Then
            assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(ran.out()).contains("Done: 1 of 2.", "too-long-validity");
            assertThat(ran.err()).contains("Not done: " + organization + "/deploy");
            assertThat(rotator.commands()).hasSize(4);
        }
    }

    @Test
    void whereNobodyAnswersTheRestIsNotAskedFor() {
        // When
        Ran ran = patrol("", "apply", file.toString(), "--yes", "--reason", "x", "--deadline", "500ms");

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.NO_ANSWER);
        assertThat(ran.err()).contains("The rest was not asked for.");
    }

    @Test
    void aTokenOfOtherMakingIsAdoptedOnlyWhereThatIsSaidAndByARotationOfJustThatOne() throws IOException {
        // Given
        observe(stranger);
        Files.writeString(file, "  - { name: nightly, scopes: [vso.work] }\n", StandardOpenOption.APPEND);
        try (FakeRotator rotator = rotator(this::obeyed)) {
            // When
            Ran refused = patrol("", "apply", file.toString(), "--yes", "--reason", "x");
            Ran adopted = patrol("", "apply", file.toString(), "--adopt", "--yes", "--reason", "x");
            Ran planned = patrol("", "plan", "--check", file.toString());

            // Then
            assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(refused.out()).contains("! blocked", "adopt: true", "Done: 2 of 2.");
            assertThat(adopted.exitCode()).as(adopted.everything()).isZero();
            assertThat(adopted.out()).contains("~ adopt", "vso.code -> vso.work", "Done: 1 of 1.");
            assertThat(rotator.commands().get(5)).isInstanceOfSatisfying(RotateToken.class, command -> assertThat(
                            command.token().authorizationId())
                    .isEqualTo(stranger.authorizationId()));
            assertThat(planned.exitCode()).as(planned.everything()).isZero();
        }
    }

    @Test
    void aPipelineIsToldOfDriftByTheExitCodeAndInFilesThatBuildServersRead() throws Exception {
        // Given
        observe(stranger);
        Path junit = folder.resolve("reports/plan.xml");
        Path sarif = folder.resolve("reports/plan.sarif");

        // When
        Ran ran = patrol(
                "", "plan", file.toString(), "--check", "--junit", junit.toString(), "--sarif", sarif.toString());

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
        Element suite =
                (Element) parsed(junit).getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("tests")).isEqualTo("3");
        assertThat(suite.getAttribute("failures")).isEqualTo("2");
        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
        JsonNode results = new ObjectMapper().readTree(sarif.toFile()).at("/runs/0/results");
        assertThat(results).hasSize(3);
        assertThat(results.at("/0/ruleId").asText()).isEqualTo("create");
        assertThat(results.at("/0/locations/0/physicalLocation/region/startLine")
                        .asInt())
                .isEqualTo(5);
        assertThat(results.at("/2/level").asText()).isEqualTo("note");
    }

    @Test
    void whatIsNotDeclaredIsDriftOnlyWhereThatIsStrict() throws IOException {
        // Given
        observe(stranger);
        Files.writeString(
                file, "version: 1\norganization: " + organization + "\ntokens: [{ name: gone, state: revoked }]\n");

        // When
        Ran lenient = patrol("", "plan", "--check", file.toString());
        Ran strict = patrol("", "plan", "--check", "--strict", file.toString());

        // Then
        assertThat(lenient.exitCode()).isZero();
        assertThat(lenient.out()).contains("? undeclared " + organization + "/nightly");
        assertThat(strict.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void programsGetAnObjectForEachToken() {
        // Given
        observe(stranger);

        // When
        Ran ran = patrol("", "plan", file.toString(), "--json");

        // Then
        assertThat(ran.jsonLines())
                .extracting(line ->
                        line.path("kind").asText() + " " + line.path("name").asText())
                .containsExactly("create deploy", "create mirror", "undeclared nightly");
    }

    @Test
    void aMistakeInTheFileIsToldBeforeAnybodyIsAsked() throws IOException {
        // Given
        Files.writeString(file, "version: 1\ntokens: [{ nam: deploy }]\n");

        // When
        Ran ran = patrol("", "plan", file.toString());

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(ran.err()).contains("tokens.yaml:2:12: There is no field nam here.");
    }

    private void observe(Token token) {
        try (TopicWriter writer = new TopicWriter(SharedBroker.bootstrapServers())) {
            writer.write(new TokenObserved(token, TokenState.ACTIVE, true, now));
        }
    }

    private Token token(String name, List<String> scopes, Duration life) {
        return Token.of(
                organization,
                UUID.nameUUIDFromBytes((organization + name).getBytes(StandardCharsets.UTF_8)),
                name,
                scopes,
                now,
                now.plus(life),
                false,
                Optional.empty());
    }

    private FakeRotator rotator(Function<Command, List<Function<Envelope<?>, Event>>> answers) {
        return FakeRotator.answering(command -> command.concernedOrganization().equals(organization), answers);
    }

    private List<Function<Envelope<?>, Event>> obeyed(Command command) {
        return List.of(envelope -> saidOf(command), this::completed);
    }

    private Event saidOf(Command command) {
        if (command instanceof DeclareToken declare) {
            Lineage lineage = Lineage.of(organization, declare.displayName());
            return new TokenDeclared(lineage, lineage.secretName(), declare.declaration(), declare.requestedBy());
        }
        if (command instanceof CreateToken create) {
            Token created = token(create.displayName(), create.scopes(), create.validity());
            return new TokenCreated(created, secret(created), create.requestedBy());
        }
        Token successor = token(stranger.successorName(), List.of("vso.work"), Duration.ofDays(45));
        return new TokenRotated(stranger, successor, secret(successor), Trigger.COMMAND, now.plusSeconds(5));
    }

    private static SecretVersion secret(Token token) {
        return new SecretVersion(URI.create("https://vault.example"), token.secretName(), "1");
    }

    private Event completed(Envelope<?> command) {
        return new CommandCompleted(command.id(), command.type().typeName(), organization, "ana", "It is so.");
    }

    private Event refused(Envelope<?> command) {
        return new CommandRefused(
                command.id(),
                command.type().typeName(),
                organization,
                "ana",
                Severity.LOW,
                "too-long-validity",
                "It would live too long.",
                "Declare a shorter life.");
    }

    private static Document parsed(Path file) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    }

    private static Ran patrol(String typed, String... arguments) {
        return patrol(Map.of(), typed, arguments);
    }

    /** @param more variables */
    private static Ran patrol(Map<String, String> more, String typed, String... arguments) {
        Map<String, String> environment = SharedBroker.environment();
        environment.putAll(more);
        return Ran.inProcess(environment, Clock.systemUTC(), typed, arguments);
    }
}
