package dev.patrol.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.model.token.Lineage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ./patrol plan} and {@code apply} over the packaged services, from an organization without tokens on. */
class DeclaredTokensIT {
    private static final int TOKENS = 10;
    private static final int RESCOPED = 1;

    @TempDir
    static Path directory;

    @TempDir
    static Path folder;

    private static RunningStack stack;
    private static PatrolCall before;
    private static PatrolCall applied;
    private static PatrolCall after;
    private static List<String> held;
    private static PatrolCall changed;
    private static PatrolCall afterTheChange;

    @BeforeAll
    static void applyToAnEmptyOrganizationAndThenWhatHasChanged() throws IOException {
        stack = RunningStack.start(directory, "--empty");
        declare(IntStream.rangeClosed(1, TOKENS)
                .mapToObj(number -> present(number, "vso.code"))
                .collect(Collectors.joining()));
        before = stack.patrol(folder, "plan");
        applied = stack.patrol(folder, "apply", "--yes", "--reason", "ten tokens of the new team");
        after = stack.patrol(folder, "plan", "--check");
        held = heldByTheirSecrets(stack.simulator("state"));

        makeByHand("by-hand", 300, false);
        makeByHand("personal", 365, true);
        stack.patrol(folder, "scan", "--wait");
        declare(present(RESCOPED, "vso.work")
                + IntStream.range(RESCOPED + 1, TOKENS)
                        .mapToObj(number -> present(number, "vso.code"))
                        .collect(Collectors.joining())
                + "  - { name: " + name(TOKENS) + ", state: revoked }\n"
                + "  - { name: by-hand, scopes: [vso.code], adopt: true }\n");
        changed = stack.patrol(folder, "apply", "--yes", "--reason", "the team has changed");
        afterTheChange = stack.patrol(folder, "plan", "--check");
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void theFirstPlanIsToCreateAllThatIsDeclared() {
        assertThat(before.exitCode()).as(before.output()).isZero();
        assertThat(before.output()).contains("+ create").contains(TOKENS + " to create, 0 untouched.");
    }

    @Test
    void eachDeclaredTokenLivesAndItsSecretHoldsIt() {
        assertThat(applied.exitCode()).as(applied.output()).isZero();
        assertThat(applied.output()).contains("Done: " + TOKENS + " of " + TOKENS + ".");
        assertThat(held)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, TOKENS)
                        .mapToObj(DeclaredTokensIT::name)
                        .toList());
    }

    @Test
    void thePlanIsEmptyAfterwards() {
        assertThat(after.exitCode()).as(after.output()).isZero();
        assertThat(after.output()).contains("Nothing to change, " + TOKENS + " untouched.");
    }

    @Test
    void whatHasChangedInTheFileIsBroughtAbout() {
        // When
        JsonNode state = stack.simulator("state");

        // Then
        assertThat(changed.exitCode()).as(changed.output()).isZero();
        assertThat(changed.output()).contains("~ rescope", "- revoke", "~ adopt", "Done: 3 of 3.");
        JsonNode rescoped = youngest(state, name(RESCOPED));
        assertThat(rescoped.path("scope").asText()).isEqualTo("vso.work");
        assertThat(holds(name(RESCOPED), rescoped.path("authorizationId").asText()))
                .isTrue();
        assertThat(living(state, name(TOKENS))).isEmpty();
        JsonNode adopted = youngest(state, "by-hand");
        assertThat(adopted.path("scope").asText()).isEqualTo("vso.code");
        assertThat(holds("by-hand", adopted.path("authorizationId").asText())).isTrue();
        assertThat(afterTheChange.exitCode()).as(afterTheChange.output()).isZero();
    }

    @Test
    void whatNobodyDeclaredIsToldAndLivesOn() {
        // When
        JsonNode state = stack.simulator("state");

        // Then
        assertThat(afterTheChange.output()).contains("? undeclared " + stack.organization() + "/personal");
        assertThat(living(state, "personal"))
                .singleElement()
                .satisfies(token -> assertThat(token.path("scope").asText()).isEqualTo("app_token"));
    }

    /** By itself, or as a line of a digest. */
    @ParameterizedTest
    @ValueSource(strings = {"full access (app_token)", "is too long", "takes no global token from 2026-12-01 on"})
    void whatIsMadeByHandAgainstThePoliciesIsFoundExplainedAndMailed(String explanation) {
        // Then
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(mailsOfTheHandMadeToken())
                .anySatisfy(text -> assertThat(text.replaceAll("\\s+", " ")).contains(explanation)));
    }

    private static List<String> mailsOfTheHandMadeToken() {
        List<String> texts = new ArrayList<>();
        for (JsonNode mail : stack.page("/api/mails")) {
            String text = mail.path("text").asText();
            if (text.contains("personal")) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** Names of which one token lives, and is what the secret holds. */
    private static List<String> heldByTheirSecrets(JsonNode state) {
        return IntStream.rangeClosed(1, TOKENS)
                .mapToObj(DeclaredTokensIT::name)
                .filter(name -> living(state, name).size() == 1
                        && holds(
                                name,
                                living(state, name)
                                        .get(0)
                                        .path("authorizationId")
                                        .asText()))
                .toList();
    }

    private static void declare(String tokens) throws IOException {
        Files.writeString(
                folder.resolve("tokens.yaml"),
                "version: 1\norganization: " + stack.organization()
                        + "\ndefaults:\n  schedule: every 30 days, valid 45\n  overlap: 5s\ntokens:\n" + tokens);
    }

    private static String present(int number, String scope) {
        return "  - { name: " + name(number) + ", scopes: [" + scope + "] }\n";
    }

    private static void makeByHand(String name, int days, boolean allOrganizations) {
        stack.simulator(
                "tokens",
                Map.of(
                        "organization",
                        stack.organization(),
                        "displayName",
                        name,
                        "scope",
                        "app_token",
                        "validTo",
                        Instant.now().plus(Duration.ofDays(days)).toString(),
                        "allOrgs",
                        allOrganizations));
    }

    private static String name(int number) {
        return "declared-" + number;
    }

    /** The generation that dependents are to use. */
    private static JsonNode youngest(JsonNode state, String name) {
        return living(state, name).stream()
                .max(Comparator.comparing(
                        token -> Instant.parse(token.path("validFrom").asText())))
                .orElseThrow();
    }

    private static List<JsonNode> living(JsonNode state, String name) {
        Lineage lineage = Lineage.of(stack.organization(), name);
        List<JsonNode> living = new ArrayList<>();
        for (JsonNode token : state.path("tokens")) {
            if (Lineage.of(stack.organization(), token.path("displayName").asText())
                            .equals(lineage)
                    && token.path("state").asText().equals("ALIVE")) {
                living.add(token);
            }
        }
        return living;
    }

    private static boolean holds(String name, String authorizationId) {
        return stack.simulator(
                        "assertions/secret-holds-token",
                        Map.of(
                                "secretName",
                                Lineage.of(stack.organization(), name).secretName(),
                                "authorizationId",
                                authorizationId))
                .path("holds")
                .asBoolean();
    }
}
