package dev.patrol.scanner.scan;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import dev.patrol.model.Declaration;
import dev.patrol.model.Milestone;
import dev.patrol.model.Payload;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Scan;
import dev.patrol.model.TokenDeclared;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import dev.patrol.model.wire.Envelope;
import dev.patrol.simulator.control.SimulatorControl;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.faults.FaultKind;
import dev.patrol.simulator.http.Api;
import dev.patrol.test.AzureResource;
import dev.patrol.test.ContractCheck;
import dev.patrol.test.KafkaBroker;
import dev.patrol.test.TopicReader;
import dev.patrol.test.TopicWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
class ScanTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SimulatorControl azure = AzureResource.simulator().control();

    @Inject
    Scanner scanner;

    private TopicWriter topics;

    @BeforeEach
    void open() {
        topics = TopicWriter.ofTest();
    }

    @AfterEach
    void close() {
        azure.clearFaults();
        topics.close();
    }

    @Test
    void everyPageIsReadAndEveryLiveTokenAnnounced() {
        // Given
        azure.seedTokens(aged("many-{n}", 20).withCount(250));

        // When
        scan();

        // Then
        assertThat(expiring(token -> token.startsWith("many-")))
                .extracting(event -> event.token().displayName())
                .hasSize(250)
                .doesNotHaveDuplicates();
        assertThat(scanner.lastRun().orElseThrow().scanned()).isGreaterThanOrEqualTo(250);
    }

    @Test
    void whatIsPublishedKeepsTheContract() {
        // Given
        azure.seedTokens(aged("kept \"contract\" \uD83D\uDE80\r\n", 3));

        // When
        scan();

        // Then
        for (Topic topic : List.of(Topic.TOKENS, Topic.TOKEN_EXPIRING, Topic.SCAN_COMMANDS)) {
            try (TopicReader reader = TopicReader.of(topic)) {
                assertThat(reader.all().stream().filter(ScanTest::isOfTheScanner))
                        .isNotEmpty()
                        .allSatisfy(ContractCheck::assertKept);
            }
        }
    }

    @Test
    void aDueTokenIsCalledDue() {
        // Given
        azure.seedTokens(aged("due-soon", 5));
        azure.seedTokens(aged("due-later", 12));

        // When
        scan();

        // Then
        TokenExpiring soon = expiring("due-soon"::equals).get(0);
        assertThat(soon.rotationDue()).isTrue();
        assertThat(soon.daysLeft()).isEqualTo(5);
        assertThat(soon.milestone()).isEqualTo(Milestone.SEVEN_DAYS);
        assertThat(expiring("due-later"::equals).get(0).rotationDue()).isFalse();
    }

    @Test
    void aFreshTokenOfThirtyDaysIsNoNews() {
        // Given
        UUID id =
                azure.seedTokens(TokenSeed.of("fresh", "vso.code", inDays(30))).get(0);

        // When
        scan();

        // Then
        assertThat(expiring("fresh"::equals)).isEmpty();
        assertThat(observed(id).state()).isEqualTo(TokenState.ACTIVE);
    }

    @Test
    void whatIsExcludedIsAnnouncedButNotDue() {
        // Given
        UUID id = azure.seedTokens(aged("personal-notebook", 2)).get(0);

        // When
        scan();

        // Then
        assertThat(expiring("personal-notebook"::equals).get(0).rotationDue()).isFalse();
        assertThat(observed(id).managed()).isFalse();
    }

    @Test
    void whatIsDeclaredIsManagedAlthoughItIsExcludedAndDueAsDeclaredUntilThatIsTakenBack() {
        // Given
        UUID id = azure.seedTokens(TokenSeed.of("personal-but-declared", "vso.code", inDays(20))
                        .withValidFrom(inDays(-20)))
                .get(0);
        Lineage lineage = Lineage.of(AzureResource.organization(), "personal-but-declared");
        Declaration declaration = new Declaration(
                List.of("vso.code"), Duration.ofDays(40), Duration.ofDays(20), null, null, null, null, null);
        topics.write(new TokenDeclared(lineage, lineage.secretName(), declaration, "the team"));

        // When
        scan();
        TokenObserved declared = observed(id);
        topics.writeRaw(Topic.Names.DECLARED_TOKENS, lineage.secretName(), Map.of(), null);
        scan();

        // Then
        assertThat(declared.managed()).isTrue();
        assertThat(expiring("personal-but-declared"::equals))
                .extracting(TokenExpiring::rotationDue)
                .containsExactly(true, false);
        assertThat(observed(id).managed()).isFalse();
    }

    @Test
    void twoLiveTokensOfOneLineageAreAnnouncedAndNotDue() {
        // Given
        azure.seedTokens(aged("twins", 3));
        azure.seedTokens(aged("twins-v2", 4));

        // When
        scan();

        // Then
        assertThat(expiring(name -> name.startsWith("twins"))).hasSize(2).noneMatch(TokenExpiring::rotationDue);
        assertThat(events(Topic.POLICY_VIOLATED, PolicyViolated.class))
                .filteredOn(violation -> violation.token() != null
                        && violation.token().displayName().startsWith("twins"))
                .extracting(PolicyViolated::policy)
                .containsOnly("one-live-token-per-lineage")
                .hasSize(2);
    }

    @Test
    void fullAccessIsAnnouncedAndNotDue() {
        // Given
        azure.seedTokens(fullAccess("mighty", 3));
        azure.seedTokens(fullAccess("mighty-later", 28));
        azure.seedTokens(fullAccess("mighty-much-later", 60));
        azure.seedTokens(fullAccess("personal-mighty", 3));

        // When
        scan();

        // Then
        assertThat(expiring(name -> name.contains("mighty"))).hasSize(3).noneMatch(TokenExpiring::rotationDue);
        assertThat(events(Topic.POLICY_VIOLATED, PolicyViolated.class))
                .filteredOn(violation -> violation.policy().equals("no-full-scope"))
                .filteredOn(violation -> violation.token().displayName().contains("mighty"))
                .hasSize(4)
                .allSatisfy(violation -> assertThat(violation).isEqualTo(PolicyViolated.fullScope(violation.token())));
    }

    @Test
    void theInventoryTellsEveryState() {
        // Given
        UUID active = azure.seedTokens(TokenSeed.of("state-active", "vso.code", inDays(90)))
                .get(0);
        UUID expired = azure.seedTokens(
                        TokenSeed.of("state-expired", "vso.code", inDays(-2)).withValidFrom(inDays(-30)))
                .get(0);
        UUID revoked = azure.seedTokens(new TokenSeed(
                        null, "state-revoked", "vso.code", null, inDays(5), false, null, 1, true, false, null))
                .get(0);

        // When
        scan();

        // Then
        assertThat(observed(active).state()).isEqualTo(TokenState.ACTIVE);
        assertThat(observed(expired).state()).isEqualTo(TokenState.EXPIRED);
        assertThat(observed(revoked).state()).isEqualTo(TokenState.REVOKED);
    }

    @Test
    void aSecondScanSaysNothingNewOfTheInventoryButRepeatsWhatExpires() {
        // Given
        UUID id = azure.seedTokens(aged("unchanged", 9)).get(0);
        scan();

        // When
        scan();

        // Then
        try (TopicReader reader = TopicReader.of(Topic.TOKENS)) {
            assertThat(reader.all())
                    .filteredOn(message -> id.toString().equals(message.key()))
                    .hasSize(1);
        }
        try (TopicReader reader = TopicReader.of(Topic.TOKEN_EXPIRING)) {
            List<String> ids = reader.all().stream()
                    .map(reader::open)
                    .filter(envelope -> envelope.payload() instanceof TokenExpiring event
                            && event.token().displayName().equals("unchanged"))
                    .map(Envelope::id)
                    .toList();
            assertThat(ids).hasSizeGreaterThanOrEqualTo(2);
            assertThat(ids.stream().distinct()).hasSize(1);
        }
    }

    @Test
    void whatAnotherScannerWroteToTheInventorySinceIsPutRight() {
        // Given
        UUID id = azure.seedTokens(TokenSeed.of("buried-by-mistake", "vso.code", inDays(90)))
                .get(0);
        scan();
        topics.writeRaw(Topic.Names.TOKENS, id.toString(), Map.of(), null);

        // When
        scan();

        // Then
        try (TopicReader reader = TopicReader.of(Topic.TOKENS)) {
            List<Boolean> tombstones = reader.all().stream()
                    .filter(message -> id.toString().equals(message.key()))
                    .map(message -> message.value() == null)
                    .toList();
            assertThat(tombstones).containsExactly(false, true, false);
        }
    }

    @Test
    void aCommandTwiceIsOneScan() {
        // Given
        Envelope<Scan> command = topics.write(new Scan("Test.", "test", "occasion-1"));
        awaitEndOfCommands();
        long before = azure.callCount(Api.PATS_LIST);

        // When
        topics.write(command);

        // Then
        awaitEndOfCommands();
        assertThat(azure.callCount(Api.PATS_LIST)).isEqualTo(before);
    }

    @Test
    void aScanThatFailsIsSaidAndTheNextIsFine() {
        // Given
        UUID id = azure.seedTokens(TokenSeed.of("survives-an-outage", "vso.code", inDays(50)))
                .get(0);
        scan();
        azure.addFault(Fault.status(Api.PATS_LIST, 503));

        // When
        scan();

        // Then
        given().get("/health")
                .then()
                .statusCode(200)
                .body("status", equalTo("degraded"))
                .body("lastRun.errors", hasItem(containsString("503")));
        azure.clearFaults();
        scan();
        given().get("/health").then().body("status", equalTo("healthy"));
        assertThat(observed(id).state()).isEqualTo(TokenState.ACTIVE);
    }

    @Test
    void aListThatBreaksOffBuriesNothing() {
        // Given
        List<UUID> pages = azure.seedTokens(
                TokenSeed.of("page-{n}", "vso.code", inDays(60)).withCount(150));
        scan();
        azure.addFault(Fault.of(Api.PATS_LIST, FaultKind.SIGN_IN_PAGE).withSkip(1));

        // When
        scan();

        // Then
        assertThat(scanner.lastRun().orElseThrow().errors()).isNotEmpty();
        try (TopicReader reader = TopicReader.of(Topic.TOKENS)) {
            assertThat(reader.all())
                    .filteredOn(message -> message.value() == null)
                    .noneMatch(message -> pages.contains(UUID.fromString(message.key())));
        }
    }

    @Test
    void rotateOverHttpAsksForAScan() {
        // Given
        Instant before = scanner.lastRun().map(ScanResult::timestamp).orElse(Instant.EPOCH);

        // When
        given().post("/rotate").then().statusCode(202).body("commandId", notNullValue());

        // Then
        awaitScanAfter(before);
    }

    @Test
    void healthSaysWhatPeopleKnow() {
        // Given
        scan();

        // When
        var answer = given().get("/health").then();

        // Then
        answer.statusCode(200)
                .body("status", equalTo("healthy"))
                .body("lastRun.timestamp", notNullValue())
                .body("lastRun.scanned", notNullValue())
                .body("lastRun.expiring", notNullValue())
                .body("lastRun.rotationDue", notNullValue())
                .body("lastRun.errors", equalTo(List.of()))
                .body("config.org", equalTo(AzureResource.organization()))
                .body("config.rotationThreshold", equalTo(7))
                .body("config.tokenValidity", equalTo(30));
    }

    @Test
    void aMalformedCommandGoesToTheDeadLettersAndTheNextIsObeyed() {
        // Given
        byte[] nonsense = "{\"reason\": 1}".getBytes(UTF_8);

        // When
        topics.writeRaw(Topic.Names.SCAN_COMMANDS, "scan", Map.of("ce_type", "dev.patrol.command.scan.v1"), nonsense);

        // Then
        try (TopicReader dead = TopicReader.of(Topic.DEAD_LETTERS)) {
            var letter = dead.awaitRecord(message -> Arrays.equals(message.value(), nonsense));
            assertThat(new String(
                            letter.headers().lastHeader("dead-letter-topic").value(), UTF_8))
                    .isEqualTo(Topic.Names.SCAN_COMMANDS);
        }
        scan();
    }

    private static boolean isOfTheScanner(ConsumerRecord<String, byte[]> message) {
        var source = message.headers().lastHeader("ce_source");
        return source != null && new String(source.value(), UTF_8).equals("/patrol/scanner");
    }

    /** Commands are obeyed in order, so when a malformed one has arrived at the dead letters, all before it are done. */
    private void awaitEndOfCommands() {
        String end = "end " + UUID.randomUUID();
        topics.writeRaw(Topic.Names.SCAN_COMMANDS, "scan", Map.of(), end.getBytes(UTF_8));
        try (TopicReader dead = TopicReader.of(Topic.DEAD_LETTERS)) {
            dead.awaitRecord(message -> new String(message.value(), UTF_8).equals(end));
        }
    }

    private void scan() {
        Instant before = scanner.lastRun().map(ScanResult::timestamp).orElse(Instant.EPOCH);
        topics.write(new Scan("Test.", "test", ""));
        awaitScanAfter(before);
    }

    private void awaitScanAfter(Instant before) {
        await().atMost(PATIENCE).until(() -> scanner.lastRun()
                .filter(run -> run.timestamp().isAfter(before))
                .isPresent());
    }

    private static List<TokenExpiring> expiring(Predicate<String> name) {
        return events(Topic.TOKEN_EXPIRING, TokenExpiring.class).stream()
                .filter(event -> name.test(event.token().displayName()))
                .toList();
    }

    private static TokenObserved observed(UUID id) {
        return events(Topic.TOKENS, TokenObserved.class).stream()
                .filter(event -> event.token().authorizationId().equals(id))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static <T extends Payload> List<T> events(Topic topic, Class<T> type) {
        try (TopicReader reader = TopicReader.of(topic)) {
            return reader.allEvents(type);
        }
    }

    private static TokenSeed fullAccess(String name, int daysLeft) {
        return TokenSeed.of(name, Token.FULL_SCOPE, inDays(daysLeft)).withValidFrom(inDays(-60));
    }

    /** A token that was created long ago, so that its threshold is not cut by a short life. */
    private static TokenSeed aged(String name, int daysLeft) {
        return TokenSeed.of(name, "vso.code", inDays(daysLeft)).withValidFrom(inDays(-60));
    }

    private static Instant inDays(int days) {
        return Instant.now().plus(Duration.ofDays(days));
    }
}
