package dev.patrol.scanner.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.azure.Organizations;
import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.azuredevops.TokenRequest;
import dev.patrol.model.AuditEntry;
import dev.patrol.model.Payload;
import dev.patrol.model.PolicyMended;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Scan;
import dev.patrol.model.Severity;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.simulator.control.SimulatorControl;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.faults.Fault;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a scan tells of tokens that break a policy. */
@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
class PoliciesTest {
    private final SimulatorControl azure = AzureResource.simulator().control();

    @Inject
    Scanner scanner;

    @Inject
    Organizations organizations;

    private TopicWriter topics;

    @BeforeEach
    void open() {
        topics = TopicWriter.ofTest();
    }

    @AfterEach
    void close() {
        azure.clearFaults();
        azure.resetPolicies();
        topics.close();
    }

    @Test
    void aHandMadeTokenIsFoundByEachPolicyThatItBreaks() {
        // Given
        UUID id = azure.seedTokens(
                        TokenSeed.of("hand-made", Token.FULL_SCOPE, inDays(365)).global())
                .get(0);

        // When
        scan();

        // Then
        assertThat(told(id))
                .extracting(envelope -> ((PolicyViolated) envelope.payload()).policy())
                .containsExactlyInAnyOrder("maximum-lifetime", "no-full-scope", "no-global-token");
        assertThat(told(id))
                .extracting(envelope -> (PolicyViolated) envelope.payload())
                .filteredOn(violation -> violation.policy().equals("no-global-token"))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.severity()).isEqualTo(Severity.HIGH);
                    assertThat(violation.found()).contains("2026-12-01");
                });
    }

    @Test
    void aFindingIsToldOnceHoweverOftenItIsSeen() {
        // Given
        UUID id = longLived("long-lived", 200);
        scan();
        scan();

        // When
        scan();

        // Then
        assertThat(told(id)).hasSize(1);
    }

    @Test
    void aFindingThatHasChangedIsToldAgain() {
        // Given
        UUID id = longLived("lives-even-longer", 200);
        scan();
        change(id, "lives-even-longer", 300);

        // When
        scan();

        // Then
        assertThat(told(id))
                .hasSize(2)
                .extracting(envelope -> ((PolicyViolated) envelope.payload()).revision())
                .containsExactly(null, 1);
    }

    @Test
    void aMendedFindingIsToldOnceAndAgainWhenItComesBack() {
        // Given
        UUID id = longLived("mended", 200);
        scan();
        change(id, "mended", 30);
        scan();
        scan();
        change(id, "mended", 200);

        // When
        scan();

        // Then
        List<Envelope<?>> told = told(id);
        assertThat(told)
                .extracting(envelope -> (Object) envelope.payload().getClass())
                .containsExactly(PolicyViolated.class, PolicyMended.class, PolicyViolated.class);
        assertThat(told.get(2).id()).isNotEqualTo(told.get(0).id());
    }

    @Test
    void theEndOfATokenMendsWhatWasFoundOfIt() {
        // Given
        UUID id = longLived("to-be-revoked", 200);
        scan();
        client().revokeToken(AzureResource.organization(), id);
        scan();

        // When
        scan();

        // Then
        assertThat(told(id)).hasSize(2).last().satisfies(envelope -> {
            PolicyMended mended = (PolicyMended) envelope.payload();
            assertThat(mended.policy()).isEqualTo("maximum-lifetime");
            assertThat(mended.reason()).contains("revoked");
        });
        assertThat(remembered(id)).isEmpty();
    }

    @Test
    void whatWasToldBeforeACrashIsToldAgainWithTheSameId() {
        // Given
        UUID id = longLived("told-and-not-remembered", 300);
        scan();
        topics.writeRaw(Topic.Names.POLICY_FINDINGS, keyOf(id), Map.of(), null);

        // When
        scan();

        // Then
        List<Envelope<?>> told = told(id);
        assertThat(told).hasSize(2);
        assertThat(told.get(1).id()).isEqualTo(told.get(0).id());
    }

    @Test
    void nothingIsMendedByAListThatBreaksOff() {
        // Given
        UUID id = longLived("out-of-sight", 300);
        scan();
        azure.addFault(Fault.status(Api.PATS_LIST, 503));

        // When
        scan();

        // Then
        assertThat(scanner.lastRun().orElseThrow().errors()).isNotEmpty();
        assertThat(told(id)).hasSize(1);
    }

    @Test
    void theTokensOfAllUsersAreJudgedWithTheirOwners() {
        // Given
        UUID id = azure.seedTokens(TokenSeed.of("of-somebody-else", "vso.code", inDays(200))
                        .withOwner("lee@outlook.com"))
                .get(0);

        // When
        scan();

        // Then
        assertThat(told(id))
                .extracting(envelope -> (PolicyViolated) envelope.payload())
                .allSatisfy(violation -> assertThat(violation.token().owner()).isEqualTo("lee@outlook.com"))
                .extracting(PolicyViolated::policy)
                .containsExactlyInAnyOrder("maximum-lifetime", "entra-owners");
        assertThat(events(Topic.TOKENS, TokenObserved.class))
                .noneMatch(observed -> observed.token().authorizationId().equals(id));
    }

    @Test
    void anotherUsersTokenThatIsGoneMendsWhatWasFoundOfIt() {
        // Given
        UUID id = azure.seedTokens(TokenSeed.of("of-somebody-else-and-gone", "vso.code", inDays(200))
                        .withOwner("kim@contoso.com"))
                .get(0);
        scan();
        client().tokenAdministration().revoke(AzureResource.organization(), List.of(id), revoked -> {});

        // When
        scan();

        // Then
        assertThat(told(id)).hasSize(2).last().satisfies(envelope -> assertThat(envelope.payload())
                .isInstanceOf(PolicyMended.class));
    }

    @Test
    void whatIsNotShownIsSaidAndNothingIsMendedByIt() {
        // Given
        UUID id = azure.seedTokens(TokenSeed.of("behind-a-curtain", "vso.code", inDays(200))
                        .withOwner("kim@contoso.com"))
                .get(0);
        scan();
        azure.addFault(Fault.status(Api.TOKENADMIN_LIST, 403));

        // When
        scan();

        // Then
        assertThat(told(id)).hasSize(1);
        assertThat(scanner.lastRun().orElseThrow().errors()).isEmpty();
        assertThat(scanner.lastRun().orElseThrow().unseen()).anyMatch(said -> said.contains("vso.tokenadministration"));
        assertThat(ofOrganization("all-tokens-seen")).last().isInstanceOf(PolicyViolated.class);
        azure.clearFaults();
        scan();
        assertThat(ofOrganization("all-tokens-seen")).last().isInstanceOf(PolicyMended.class);
    }

    @Test
    void aTokenThatIsUsedFromManyPlacesIsTold() {
        // Given
        UUID id =
                azure.seedTokens(TokenSeed.of("shared", "vso.code", inDays(30))).get(0);
        for (int place = 0; place <= 10; place++) {
            topics.write(used(id, "10." + place + ".0.1"));
        }

        // When
        scan();

        // Then
        assertThat(told(id)).singleElement().satisfies(envelope -> {
            PolicyViolated violation = (PolicyViolated) envelope.payload();
            assertThat(violation.policy()).isEqualTo("no-shared-use");
            assertThat(violation.found()).isEqualTo("It is used from more than 10 networks.");
        });
    }

    @Test
    void anOrganizationThatIsNotAsDeclaredIsToldUntilItIs() {
        // Given
        azure.changePolicies(Map.of("maximumLifespanDays", 365));
        scan();
        azure.changePolicies(Map.of("maximumLifespanDays", 60));

        // When
        scan();

        // Then
        List<Object> told = ofOrganization("organization-maximum-lifespan");
        assertThat(told).last().isInstanceOf(PolicyMended.class);
        assertThat(told).filteredOn(PolicyViolated.class::isInstance).last().satisfies(payload -> assertThat(
                        ((PolicyViolated) payload).found())
                .contains("is 365 days"));
    }

    @Test
    void whatCanNotBeReadOfAnOrganizationIsToldWithHowToLookByHand() {
        // When
        scan();

        // Then
        assertThat(ofOrganization("organization-policies-read"))
                .hasSize(1)
                .first()
                .satisfies(payload -> assertThat(((PolicyViolated) payload).remedy())
                        .contains("/_settings/organizationPolicy", "should be on"));
    }

    @Test
    void whileTheTenantDoesNotAnswerNothingIsSaidOfItsPolicies() {
        // Given
        scan();
        int before = ofOrganization("organization-maximum-lifespan").size();
        azure.addFault(Fault.status(Api.TENANT_POLICY, 503));

        // When
        scan();

        // Then
        assertThat(ofOrganization("organization-maximum-lifespan")).hasSize(before);
        assertThat(ofOrganization("organization-policies-read")).hasSize(1);
        assertThat(scanner.lastRun().orElseThrow().unseen()).anyMatch(said -> said.contains("were not read"));
    }

    @Test
    void aSecretThatExpiresWithoutALivingTokenIsTold() {
        // Given
        UUID dead = azure.seedTokens(
                        TokenSeed.of("holder", "vso.code", inDays(3)).withSecretName("left-alone"))
                .get(0);
        azure.seedTokens(TokenSeed.of("living-holder", "vso.code", inDays(3)).withSecretName("well-kept"));
        scan();
        client().revokeToken(AzureResource.organization(), dead);

        // When
        scan();

        // Then
        assertThat(ofOrganization("secrets-are-renewed")).last().satisfies(payload -> assertThat(
                        ((PolicyViolated) payload).found())
                .contains("left-alone")
                .doesNotContain("well-kept"));
    }

    @Test
    void whatIsPublishedKeepsTheContract() {
        // Given
        azure.seedTokens(TokenSeed.of("kept \"contract\" \uD83D\uDE80", Token.FULL_SCOPE, inDays(300))
                .global());

        // When
        scan();

        // Then
        try (TopicReader reader = TopicReader.of(Topic.POLICY_VIOLATED)) {
            assertThat(reader.all()).isNotEmpty().allSatisfy(ContractCheck::assertKept);
        }
    }

    private AzureDevOpsClient client() {
        return organizations.client(AzureResource.organization()).orElseThrow();
    }

    private static AuditEntry used(UUID id, String address) {
        return new AuditEntry(
                AzureResource.organization(),
                UUID.randomUUID().toString(),
                Instant.now(),
                "Git.RefUpdatePoliciesBypassed",
                id.toString(),
                null,
                "PAT authorizationId: " + id,
                "Git",
                "modify",
                null,
                null,
                null,
                address,
                "git/2.47.0",
                null,
                null,
                Map.of());
    }

    private static List<Object> ofOrganization(String policy) {
        try (TopicReader reader = TopicReader.of(Topic.POLICY_VIOLATED)) {
            return reader.all().stream()
                    .<Object>map(message -> reader.open(message).payload())
                    .filter(payload -> payload instanceof PolicyViolated violation
                                    && violation.policy().equals(policy)
                            || payload instanceof PolicyMended mended
                                    && mended.policy().equals(policy))
                    .toList();
        }
    }

    private static <T extends Payload> List<T> events(Topic topic, Class<T> type) {
        try (TopicReader reader = TopicReader.of(topic)) {
            return reader.allEvents(type);
        }
    }

    private UUID longLived(String name, int days) {
        return azure.seedTokens(TokenSeed.of(name, "vso.code", inDays(days))).get(0);
    }

    private void change(UUID id, String name, int days) {
        client().updateToken(
                        AzureResource.organization(),
                        id,
                        new TokenRequest(name, List.of("vso.code"), inDays(days), false));
    }

    private void scan() {
        Instant before = scanner.lastRun().map(ScanResult::timestamp).orElse(Instant.EPOCH);
        topics.write(new Scan("Test.", "test", ""));
        await().atMost(Duration.ofSeconds(30)).until(() -> scanner.lastRun()
                .filter(run -> run.timestamp().isAfter(before))
                .isPresent());
    }

    /** Everything that was told of a token by its policies, in order. */
    private static List<Envelope<?>> told(UUID id) {
        try (TopicReader reader = TopicReader.of(Topic.POLICY_VIOLATED)) {
            return reader.all().stream()
                    .<Envelope<?>>map(reader::open)
                    .filter(envelope -> isOf(id, envelope.payload()))
                    .toList();
        }
    }

    private static boolean isOf(UUID id, Payload payload) {
        Token token =
                payload instanceof PolicyViolated violation ? violation.token() : ((PolicyMended) payload).token();
        return token != null && token.authorizationId().equals(id);
    }

    private static String keyOf(UUID id) {
        return AzureResource.organization() + "/" + id + "/maximum-lifetime";
    }

    /** What the topic of findings has last of a token's lifetime; nothing where that is a tombstone. */
    private static Optional<byte[]> remembered(UUID id) {
        try (TopicReader reader = TopicReader.of(Topic.POLICY_FINDINGS)) {
            return reader.all().stream()
                    .filter(message -> keyOf(id).equals(message.key()))
                    .reduce((earlier, later) -> later)
                    .map(message -> message.value());
        }
    }

    private static Instant inDays(int days) {
        return Instant.now().plus(Duration.ofDays(days));
    }
}
