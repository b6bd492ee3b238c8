package dev.patrol.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.e2e.RunningStack.Called;
import dev.patrol.model.token.Lineage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./patrol plan} and {@code apply} over the packaged services, from an organization without tokens on. */
class DeclaredTokensIT {
    private static final int TOKENS = 10;

    @TempDir
    static Path directory;

    @TempDir
    static Path folder;

    private static RunningStack stack;
    private static Called before;
    private static Called applied;
    private static Called after;

    @BeforeAll
    static void applyToAnEmptyOrganization() throws IOException {
        stack = RunningStack.start(directory, "--empty");
        declare(TOKENS, "vso.code", "");
        before = stack.patrol(folder, "plan");
        applied = stack.patrol(folder, "apply", "--yes", "--reason", "ten tokens of the new team");
        after = stack.patrol(folder, "plan");
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void theFirstPlanIsToCreateAllThatIsDeclared() {
        assertThat(before.exitCode()).as(before.said()).isZero();
        assertThat(before.said()).contains("+ create").contains(TOKENS + " to create, 0 untouched.");
    }

    @Test
    void eachDeclaredTokenLivesAndItsSecretHoldsIt() {
        // When
        JsonNode state = stack.simulator("state");

        // Then
        assertThat(applied.exitCode()).as(applied.said()).isZero();
        assertThat(applied.said()).contains("Done: " + TOKENS + " of " + TOKENS + ".");
        IntStream.rangeClosed(1, TOKENS).forEach(number -> {
            List<JsonNode> living = living(state, name(number));
            assertThat(living).as(name(number)).hasSize(1);
            assertThat(holds(number, living.get(0).path("authorizationId").asText()))
                    .isTrue();
        });
    }

    @Test
    void thePlanIsEmptyAfterwards() {
        assertThat(after.exitCode()).as(after.said()).isZero();
        assertThat(after.said()).contains("Nothing to change, " + TOKENS + " untouched.");
    }

    private static void declare(int number, String scope, String more) throws IOException {
        StringBuilder text = new StringBuilder("version: 1\norganization: " + stack.organization()
                + "\ndefaults:\n  schedule: every 30 days, valid 45\n  overlap: 5s\ntokens:\n");
        for (int token = 1; token <= number; token++) {
            text.append("  - name: ")
                    .append(name(token))
                    .append("\n    scopes: [")
                    .append(scope)
                    .append("]\n");
        }
        Files.writeString(folder.resolve("tokens.yaml"), text.append(more));
    }

    private static String name(int number) {
        return "declared-" + number;
    }

    private static List<JsonNode> living(JsonNode state, String displayName) {
        List<JsonNode> living = new ArrayList<>();
        for (JsonNode token : state.path("tokens")) {
            if (token.path("displayName").asText().equals(displayName)
                    && token.path("state").asText().equals("ALIVE")) {
                living.add(token);
            }
        }
        return living;
    }

    private static boolean holds(int number, String authorizationId) {
        return stack.simulator(
                        "assertions/secret-holds-token",
                        Map.of(
                                "secretName",
                                Lineage.of(stack.organization(), name(number)).secretName(),
                                "authorizationId",
                                authorizationId))
                .path("holds")
                .asBoolean();
    }
}
