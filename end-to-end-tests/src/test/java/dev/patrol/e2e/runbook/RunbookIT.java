package dev.patrol.e2e.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.e2e.RunningStack;
import dev.patrol.e2e.TopicDump;
import dev.patrol.e2e.runbook.Rehearsal.Scene;
import dev.patrol.model.BreakGlassEnded;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.wire.Envelope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code docs/incident-runbook.md}, carried out box by box against the local stack. That each box says what really comes of it is
 * one thing; the others are what became of the tokens, by the simulator, the topics and the mails.
 */
class RunbookIT {
    private static final Path DOCUMENT = Path.of("..", "docs", "incident-runbook.md");
    /** Rotated when the stack starts. */
    private static final int DUE = 12;

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** A machine that does much else is given more than the second that the document names. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    @TempDir
    static Path directory;

    private static List<Box> boxes;
    private static RunningStack stack;
    private static Rehearsal rehearsal;
    private static Aftermath topics;

    @BeforeAll
    static void rehearse() throws Exception {
        boxes = Runbook.read(DOCUMENT);
        stack = RunningStack.start(Files.createDirectory(directory.resolve("up")));
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> TopicDump.of(stack.kafka())
                                .announced(TokenRevoked.class)
                                .size()
                        >= DUE);
        Shell shell = new Shell(directory.resolve("operator"), stack.settings());
        Stage stage = new Stage(stack, serviceUser());
        rehearsal = new Rehearsal(stack, shell, stage);
        try {
            rehearsal.play(boxes);
        } finally {
            stage.leave();
        }
        topics = new Aftermath(TopicDump.of(stack.kafka()));
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyBoxIsCarriedOutAndComesOutAsItSaysOrNamesWhyNot() {
        Map<Box, Scene> played = rehearsal.scenes().stream().collect(Collectors.toMap(Scene::box, scene -> scene));
        return boxes.stream()
                .filter(box -> box.notRehearsed().isEmpty())
                .map(box -> DynamicTest.dynamicTest(box.toString(), () -> {
                    assertThat(played.containsKey(box))
                            .as("was come to, since all before it came out")
                            .isTrue();
                    assertThat(played.get(box).contradiction().orElse("")).isEmpty();
                }));
    }

    @Test
    void aLeakedTokenDiesAtOnceAndItsSecretHoldsASuccessor() {
        // When
        Scene scene = rehearsal.scene("1.", "./patrol revoke test-results");

        // Then
        List<String> leaked = scene.before().livingOf("test-results");
        assertThat(leaked).hasSize(1);
        assertThat(scene.before().without(scene.after())).containsExactlyElementsOf(leaked);
        String successor = onlyLiving(scene.after(), "test-results");
        assertThat(successor).isNotIn(leaked);
        assertThat(scene.after().stored()).containsEntry("test-results-f32ac82e", successor);
        assertThat(topics.revokedBecauseOf(scene.lastCommand())).containsExactlyElementsOf(leaked);
        assertThat(Duration.between(topics.given(scene.lastCommand()), topics.revokedAt(leaked.get(0))))
                .isLessThan(AT_ONCE);
    }

    @Test
    void aCompromisedUsersTokensDieAndNobodyElses() {
        // When
        Scene scene = rehearsal.scene(
                "2.",
                "./patrol break-glass --organization contoso --owner ana@contoso.example"
                        + " --reason 'account taken over'\n");

        // Then
        Set<String> hers = scene.before().alive().values().stream()
                .filter(token -> token.path("owner").asText().equals("ana@contoso.example"))
                .map(token -> token.path("authorizationId").asText())
                .collect(Collectors.toSet());
        assertThat(hers).hasSize(2);
        assertThat(scene.before().without(scene.after())).isEqualTo(hers);
        assertThat(topics.revokedBecauseOf(scene.lastCommand())).containsExactlyInAnyOrderElementsOf(hers);
        assertThat(topics.account(scene.lastCommand()).isWhole()).isTrue();
    }

    @Test
    void aDryRunRevokesNothing() {
        // When
        List<Scene> dryRuns = rehearsal.scenes().stream()
                .filter(scene -> scene.box().commands().contains("--dry-run"))
                .toList();

        // Then
        assertThat(dryRuns.size()).isGreaterThan(4);
        for (Scene scene : dryRuns) {
            assertThat(scene.before().without(scene.after()))
                    .as(scene.box().toString())
                    .isEmpty();
            assertThat(topics.revokedBecauseOf(scene.lastCommand())).isEmpty();
        }
    }

    @Test
    void aBreakGlassKillsAllOfTheOrganizationThroughThrottling() {
        // When
        Scene scene = rehearsal.scene(
                "3.", "./patrol break-glass --organization contoso --reason 'intruder in the build" + " system'\n");

        // Then
        assertThat(scene.before().alive()).hasSizeGreaterThan(DUE);
        assertThat(scene.after().alive()).isEmpty();
        assertThat(topics.revokedBecauseOf(scene.lastCommand()))
                .containsExactlyInAnyOrderElementsOf(scene.before().alive().keySet());
        assertThat(topics.account(scene.lastCommand()).isWhole()).isTrue();
        assertThat(stack.simulator("calls")
                        .path("counts")
                        .path("tokenadmin-revoke")
                        .path("429")
                        .asInt())
                .as("requests that were throttled")
                .isEqualTo(2);
    }

    @Test
    void aRestoreBringsBackWhatWasStoredInItsOrderAndWithItsScopes() {
        // Given
        AzureState before = rehearsal
                .scene("3.", "./patrol break-glass --organization contoso --reason 'intruder in the build system'\n")
                .before();

        // When
        Scene scene = rehearsal.scene("3.", "./patrol restore");

        // Then
        assertThat(scene.after().usable()).hasSize(DUE).isEqualTo(before.usable());
        assertThat(scene.after().alive()).hasSize(DUE);
        assertThat(before.alive().keySet())
                .doesNotContainAnyElementsOf(scene.after().alive().keySet());
        List<List<Instant>> waves =
                scene.commands().stream().map(topics::rotatedBecauseOf).toList();
        assertThat(waves).extracting(List::size).containsExactly(1, 1, DUE - 2);
        assertThat(waves.stream().flatMap(List::stream).toList()).isSorted();
    }

    @Test
    void afterPatrolWasCompromisedNothingOfBeforeLivesAndTheServicesWorkOn() {
        // When
        Scene glass = rehearsal.scene("4.", "./patrol break-glass --organization contoso --own-credential");
        Scene restored = rehearsal.scene("4.", "./patrol restore");

        // Then
        assertThat(glass.before().alive()).hasSize(DUE);
        assertThat(glass.after().alive()).isEmpty();
        assertThat(restored.after().usable()).isEqualTo(glass.before().usable());
        assertThat(restored.after().alive().keySet())
                .doesNotContainAnyElementsOf(glass.before().alive().keySet());
    }

    @Test
    void aCommandThatARotatorFindsLaterIsObeyedOnce() {
        // When
        Scene unheard = rehearsal.scene("The rotator is down", "./patrol revoke");
        Scene back = rehearsal.scene("The rotator is down", "./patrol watch");

        // Then
        List<String> meant = unheard.before().livingOf("nuget-feed");
        assertThat(meant).hasSize(1);
        assertThat(unheard.before().without(unheard.after())).isEmpty();
        assertThat(back.before().without(back.after())).isSubsetOf(meant);
        assertThat(back.after().livingOf("nuget-feed")).isEmpty();
        assertThat(topics.revokedBecauseOf(unheard.lastCommand())).containsExactlyElementsOf(meant);
    }

    @Test
    void whatWasRevokedIsMailed() {
        // Given
        Set<String> commands = Stream.of(
                        rehearsal.scene("1.", "./patrol revoke"),
                        rehearsal.scene(
                                "2.",
                                "./patrol break-glass --organization contoso --owner ana@contoso.example"
                                        + " --reason 'account taken over'\n"),
                        rehearsal.scene(
                                "3.",
                                "./patrol break-glass --organization contoso --reason 'intruder in the build system'\n"))
                .map(Scene::lastCommand)
                .collect(Collectors.toSet());
        Set<String> events = commands.stream()
                .flatMap(command -> Stream.of(TokenRevoked.class, BreakGlassEnded.class)
                        .flatMap(type -> topics.becauseOf(command, type)))
                .map(Envelope::id)
                .collect(Collectors.toSet());

        // When
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> mails().stream()
                .flatMap(mail -> eventsOf(mail).stream())
                .collect(Collectors.toSet())
                .containsAll(events));

        // Then
        assertThat(mails())
                .extracting(mail -> mail.path("subject").asText())
                .anyMatch(subject -> subject.matches("\\[Patrol\\].* \"test-results-v\\d+\" was revoked"))
                .anyMatch(subject -> subject.contains("Dry run of a break-glass of contoso"))
                .anyMatch(subject -> subject.endsWith("Break-glass of contoso: 2 tokens revoked"));
    }

    @Test
    void noTokenValueWasShown() {
        // When
        JsonNode verdict = stack.containsTokenValue(rehearsal.output());

        // Then
        assertThat(rehearsal.output()).hasSizeGreaterThan(5_000);
        assertThat(verdict.path("contains").asBoolean()).as(verdict.toString()).isFalse();
    }

    private static String serviceUser() {
        AzureState state = AzureState.of(stack);
        return state.alive()
                .get(onlyLiving(state, "deploy-production"))
                .path("owner")
                .asText();
    }

    private static String onlyLiving(AzureState state, String name) {
        List<String> living = state.livingOf(name);
        assertThat(living).as("living tokens of " + name).hasSize(1);
        return living.get(0);
    }

    private static List<JsonNode> mails() {
        List<JsonNode> mails = new ArrayList<>();
        stack.page("/api/mails").forEach(mails::add);
        return mails;
    }

    private static List<String> eventsOf(JsonNode mail) {
        List<String> ids = new ArrayList<>();
        mail.path("eventIds").forEach(id -> ids.add(id.asText()));
        return ids;
    }
}
