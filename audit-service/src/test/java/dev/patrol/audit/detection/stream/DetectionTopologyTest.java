package dev.patrol.audit.detection.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Evidence;
import dev.patrol.model.Response;
import dev.patrol.model.Severity;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From entries to findings: whose they are, what is asked for, and what becomes of what can't be judged. */
class DetectionTopologyTest {
    private static final Map<String, String> OFFICE = Map.of("patrol.detection.allowed-networks", "192.0.2.0/24");

    @Test
    void saysWhoseTokenItIsAndWhatItRestsOn() {
        try (Bench bench = Bench.with(OFFICE)) {
            // Given
            Token token = bench.token("deploy");
            Entry entry = Entry.with(token).from("203.0.113.9");

            // When
            bench.log(entry.build());

            // Then
            assertThat(bench.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.token()).isEqualTo(token);
                assertThat(finding.rule()).isEqualTo("unknown-address");
                assertThat(finding.severity()).isEqualTo(Severity.HIGH);
                assertThat(finding.response()).isEqualTo(Response.ROTATE);
                assertThat(finding.actor()).isEqualTo("builds@contoso.example");
                assertThat(finding.reason())
                        .isEqualTo("It was used from 203.0.113.9, which is in none of the allowed networks.");
                assertThat(finding.evidence())
                        .containsExactly(
                                new Evidence(entry.id(), entry.time(), "Git.CreateRepo", "203.0.113.9", "git/2.50.1"));
            });
        }
    }

    /** Kafka Streams would not go on where the topics that it reads have more partitions than its stores. */
    @Test
    void whatIsRememberedDependsOnNoNumberOfPartitionsButItsOwn() {
        try (Bench bench = Bench.withDefaults()) {
            // When
            Set<TopologyDescription.Subtopology> parts =
                    bench.topology().describe().subtopologies();

            // Then
            assertThat(parts)
                    .filteredOn(part -> part.nodes().stream()
                            .anyMatch(node -> node instanceof TopologyDescription.Processor processor
                                    && !processor.stores().isEmpty()))
                    .hasSize(2)
                    .allSatisfy(part -> assertThat(part.nodes().stream()
                                    .filter(TopologyDescription.Source.class::isInstance)
                                    .flatMap(source -> ((TopologyDescription.Source) source).topicSet().stream()))
                            .isNotEmpty()
                            .allMatch(topic -> topic.endsWith("-repartition")));
        }
    }

    @Test
    void aCutIdFindsItsTokenWhereItFitsOneOnly() {
        try (Bench bench = Bench.with(OFFICE)) {
            // Given
            Token token = bench.token("deploy");
            String cut = token.authorizationId().toString().substring(0, 13);

            // When
            bench.log(Entry.with(cut).from("203.0.113.9").build());

            // Then
            assertThat(bench.findings()).extracting(TokenCompromised::token).containsExactly(token);
        }
    }

    @Test
    void aCutIdThatFitsTwoTokensIsNobodys() {
        try (Bench bench = Bench.with(OFFICE)) {
            // Given
            know(bench, "first", "aaaaaaaa-0000-4000-8000-000000000001");
            know(bench, "second", "aaaaaaaa-0000-4000-8000-000000000002");

            // When
            bench.log(Entry.with("aaaaaaaa-0000").from("203.0.113.9").build());

            // Then
            assertThat(bench.findings()).singleElement().satisfies(DetectionTopologyTest::isOfNobody);
        }
    }

    @Test
    void anotherOrganizationsTokenIsNotTakenForOnesOwn() {
        try (Bench bench = Bench.with(OFFICE)) {
            // Given
            Token foreign = bench.know(Token.of(
                    "fabrikam",
                    UUID.randomUUID(),
                    "deploy",
                    List.of(),
                    Bench.NOON,
                    Bench.NOON.plus(Duration.ofDays(90)),
                    false,
                    Optional.empty()));

            // When
            bench.log(Entry.with(foreign).from("203.0.113.9").build());

            // Then
            assertThat(bench.findings()).singleElement().satisfies(DetectionTopologyTest::isOfNobody);
        }
    }

    private static void isOfNobody(TokenCompromised finding) {
        assertThat(finding.token()).isNull();
        assertThat(finding.response()).isEqualTo(Response.NOTIFY);
        assertThat(finding.withheld().response()).isEqualTo(Response.ROTATE);
        assertThat(finding.withheld().because()).contains("inventory does not know the token");
    }

    private static Token know(Bench bench, String name, String id) {
        return bench.know(Token.of(
                Bench.ORGANIZATION,
                UUID.fromString(id),
                name,
                List.of(),
                Bench.NOON,
                Bench.NOON.plus(Duration.ofDays(90)),
                false,
                Optional.empty()));
    }

    @Test
    void aReferenceThatIsTooShortIsNobodys() {
        try (Bench bench = Bench.with(OFFICE)) {
            // Given
            Token token = bench.token("deploy");
            String tooShort = token.authorizationId().toString().substring(0, 7);

            // When
            bench.log(Entry.with(tooShort).from("203.0.113.9").build());

            // Then
            assertThat(bench.findings()).singleElement().satisfies(DetectionTopologyTest::isOfNobody);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"patrol@contoso.example", Bench.OWN_ID})
    void whatPatrolsUserDoesToTokensRaisesNothing(String user) {
        try (Bench bench =
                Bench.with(Map.of("patrol.detection.own-users", "other@contoso.example,Patrol@contoso.example"))) {
            // Given
            Token token = bench.token("deploy");

            // When
            bench.log(Entry.about(token, "Token.PatCreateEvent")
                    .signedInBy("S2S_ServicePrincipal")
                    .by(user)
                    .build());

            // Then
            assertThat(bench.findings()).isEmpty();
        }
    }

    @Test
    void aStolenTokenOfPatrolsUserIsFound() {
        try (Bench bench = Bench.with(Map.of(
                "patrol.detection.allowed-networks", "192.0.2.0/24",
                "patrol.detection.own-users", "builds@contoso.example"))) {
            // Given
            Token token = bench.token("deploy");

            // When
            bench.log(Entry.with(token).from("203.0.113.9").build());

            // Then
            assertThat(bench.findings()).extracting(TokenCompromised::response).containsExactly(Response.ROTATE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"patrol-admin", "11111111-*"})
    void thatWhichPatrolSignsInWithIsNeverRevokedByItself(String own) {
        try (Bench bench = Bench.with(
                Map.of("patrol.detection.allowed-networks", "192.0.2.0/24", "patrol.detection.own-tokens", own))) {
            // Given
            Token token = know(bench, "patrol-admin", "11111111-0000-4000-8000-000000000001");

            // When
            bench.log(
                    Entry.with(token).doing("AuditLog.AccessLog").build(),
                    Entry.with(token)
                            .doing("AuditLog.AccessLog")
                            .from("203.0.113.9")
                            .build());

            // Then
            assertThat(bench.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.rule()).isEqualTo("unknown-address");
                assertThat(finding.response()).isEqualTo(Response.NOTIFY);
                assertThat(finding.withheld().response()).isEqualTo(Response.ROTATE);
                assertThat(finding.withheld().because()).contains("signs in with this token");
            });
        }
    }

    @Test
    void aLateEntryFromBeforeAnIncidentDoesNotDoubleIt() {
        try (Bench bench = Bench.with(OFFICE)) {
            // Given
            Token token = bench.token("deploy");
            bench.log(
                    Entry.with(token).from("203.0.113.9").build(),
                    Entry.with(token)
                            .from("203.0.113.9")
                            .at(Bench.NOON.minusSeconds(3_700))
                            .build());

            // When
            bench.log(Entry.with(token)
                    .from("203.0.113.9")
                    .at(Bench.NOON.plusSeconds(60))
                    .build());

            // Then
            assertThat(bench.rulesThatFound()).containsExactly("unknown-address", "unknown-address");
        }
    }

    @Test
    void anEntryFromFarAheadDoesNotBlindTheRulesForWhatFollows() {
        try (Bench bench = Bench.withDefaults()) {
            // Given
            Token token = bench.token("deploy");
            bench.tell(Entry.with(token).at("9999-12-31T12:00:00Z").build(), Bench.NOON);

            // When
            bench.log(
                    Entry.with(token).at(Bench.NOON.plusSeconds(60)).build(),
                    Entry.with(token)
                            .from("203.0.113.9")
                            .at(Bench.NOON.plusSeconds(120))
                            .build());

            // Then
            assertThat(bench.rulesThatFound()).containsExactly("two-networks");
        }
    }

    @Test
    void anEntryThatNoRuleCanJudgeGoesToTheDeadLetters() {
        try (Bench bench = Bench.with(OFFICE)) {
            // Given
            Token token = bench.token("deploy");
            bench.log(Entry.with(token).from("203.0.113.9").at(Instant.MIN).build());

            // When
            bench.log(Entry.with(token).from("203.0.113.9").build());

            // Then
            assertThat(bench.rulesThatFound()).containsExactly("unknown-address");
            assertThat(bench.read(Topic.DEAD_LETTERS)).hasSize(1);
        }
    }

    @Test
    void anEntryThatIsTooLargeForTheDeadLettersGoesThereWithoutItsValue() {
        try (Bench bench = Bench.withDefaults()) {
            // Given
            byte[] noJson = "a".repeat(2_000_000).getBytes(UTF_8);

            // When
            bench.publishRaw(
                    Topic.Names.AUDIT_ENTRIES, new TestRecord<>("the-key", noJson, new RecordHeaders(), Bench.NOON));

            // Then
            assertThat(bench.read(Topic.DEAD_LETTERS)).singleElement().satisfies(dead -> {
                assertThat(dead.key()).isEqualTo("the-key");
                assertThat(dead.value()).isNull();
                assertThat(dead.headers()
                                .lastHeader("dead-letter-value-left-out")
                                .value())
                        .asString(UTF_8)
                        .isEqualTo("2000000");
                assertThat(dead.headers().lastHeader("dead-letter-topic").value())
                        .asString(UTF_8)
                        .isEqualTo(Topic.Names.AUDIT_ENTRIES);
            });
        }
    }

    @Test
    void aTokenThatWasChangedSinceItWasLookedAtMayLiveLonger() {
        try (Bench bench = Bench.withDefaults()) {
            // Given
            Token token = bench.token("deploy");
            Instant afterItsEnd = token.validTo().plusSeconds(7_200);
            bench.log(Entry.about(token, "Token.PatUpdateEvent")
                    .at(Bench.NOON.plusSeconds(60))
                    .build());

            // When
            bench.log(Entry.with(token).at(afterItsEnd).build());
            List<String> unsure = bench.rulesThatFound();
            bench.tell(new TokenObserved(token, TokenState.EXPIRED, true, afterItsEnd));
            bench.log(Entry.with(token).at(afterItsEnd.plusSeconds(60)).build());

            // Then
            assertThat(unsure).doesNotContain("used-after-end");
            assertThat(bench.rulesThatFound()).contains("used-after-end");
        }
    }

    @Test
    void signsAddUpToNoMoreThanAWarningWhileItIsNotKnownWhatIsUsual() {
        try (Bench bench = Bench.withDefaults()) {
            // Given
            Token token = bench.token("deploy");

            // When
            bench.log(Entry.with(token)
                    .using("Mozilla/5.0 Gecko/20100101")
                    .doing("Security.ModifyPermission")
                    .at("2026-03-02T22:00:00Z")
                    .build());

            // Then
            TokenCompromised sum = bench.findings().get(3);
            assertThat(sum.rule()).isEqualTo("several-signals");
            assertThat(sum.severity()).isEqualTo(Severity.HIGH);
            assertThat(sum.response()).isEqualTo(Response.NOTIFY);
            assertThat(sum.withheld().response()).isEqualTo(Response.ROTATE);
            assertThat(sum.withheld().because()).contains("less than 14 days");
        }
    }

    @Test
    void weakSignalsAddUpToOneThatIsActedUpon() {
        try (Bench bench = Bench.withDefaults()) {
            // Given
            Token token = bench.token("deploy");
            Instant twoWeeksAgo = Bench.NOON.minus(Duration.ofDays(14));
            bench.log(
                    Entry.with(token).at(twoWeeksAgo).build(),
                    Entry.with(token)
                            .doing("Security.ModifyPermission")
                            .at(twoWeeksAgo)
                            .build());
            int known = bench.findings().size();

            // When
            bench.log(
                    Entry.with(token).using("Mozilla/5.0 Gecko/20100101").build(),
                    Entry.with(token)
                            .doing("Security.ModifyPermission")
                            .using("Mozilla/5.0 Gecko/20100101")
                            .at(Bench.NOON.plusSeconds(600))
                            .build(),
                    Entry.with(token)
                            .using("Mozilla/5.0 Gecko/20100101")
                            .from("203.0.113.9")
                            .at(Bench.NOON.plusSeconds(1_100))
                            .build());

            // Then
            List<TokenCompromised> findings =
                    bench.findings().subList(known, bench.findings().size());
            assertThat(findings)
                    .extracting(TokenCompromised::rule)
                    .containsExactlyInAnyOrder("browser", "administrative-action", "two-networks", "several-signals");
            TokenCompromised sum = findings.get(3);
            assertThat(sum.severity()).isEqualTo(Severity.HIGH);
            assertThat(sum.response()).isEqualTo(Response.ROTATE);
            assertThat(sum.reason())
                    .isEqualTo("3 rules found it suspicious within 60 minutes: browser, administrative-action,"
                            + " two-networks.");
            assertThat(sum.evidence()).hasSize(3);
        }
    }

    @Test
    void theSameWeakSignalAgainAndAgainIsNoSum() {
        try (Bench bench = Bench.withDefaults()) {
            // Given
            Token token = bench.token("deploy");

            // When
            IntStream.range(0, 20)
                    .mapToObj(number -> Entry.with(token)
                            .using("Mozilla/5.0 Gecko/20100101")
                            .doing("Security.ModifyPermission")
                            .at(Bench.NOON.plusSeconds(number * 60L)))
                    .forEach(entry -> bench.log(entry.build()));

            // Then
            assertThat(bench.rulesThatFound()).containsExactlyInAnyOrder("browser", "administrative-action");
        }
    }

    @Test
    void signalsThatLieAnHourApartAreNoSum() {
        try (Bench bench = Bench.withDefaults()) {
            // Given
            Token token = bench.token("deploy");

            // When
            bench.log(
                    Entry.with(token).using("Mozilla/5.0 Gecko/20100101").build(),
                    Entry.with(token)
                            .doing("Security.ModifyPermission")
                            .at(Bench.NOON.plusSeconds(3_600))
                            .build(),
                    Entry.with(token)
                            .from("203.0.113.9")
                            .at(Bench.NOON.plusSeconds(3_700))
                            .build());

            // Then
            assertThat(bench.rulesThatFound()).doesNotContain("several-signals");
        }
    }

    @Test
    void theSumIsNotForgottenOverARestart() {
        try (Bench bench = Bench.withDefaults()) {
            // Given
            Token token = bench.token("deploy");
            bench.log(
                    Entry.with(token).using("Mozilla/5.0 Gecko/20100101").build(),
                    Entry.with(token).doing("Security.ModifyPermission").build());
            bench.restart();

            // When
            bench.log(Entry.with(token)
                    .from("203.0.113.9")
                    .using("Mozilla/5.0 Gecko/20100101")
                    .at(Bench.NOON.plusSeconds(9))
                    .build());

            // Then
            assertThat(bench.rulesThatFound()).contains("several-signals");
        }
    }

    @Test
    void aDryRunSaysWhatItWouldHaveDone() {
        try (Bench bench = Bench.with(
                Map.of("patrol.detection.allowed-networks", "192.0.2.0/24", "patrol.detection.dry-run", "true"))) {
            // Given
            Token token = bench.token("deploy");

            // When
            bench.log(Entry.with(token).from("203.0.113.9").build());

            // Then
            assertThat(bench.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.response()).isEqualTo(Response.NOTIFY);
                assertThat(finding.withheld().response()).isEqualTo(Response.ROTATE);
                assertThat(finding.withheld().because()).contains("runs dry");
            });
        }
    }

    @Test
    void beyondTheLimitOfAnHourAPersonIsAsked() {
        try (Bench bench = Bench.with(Map.of(
                "patrol.detection.allowed-networks", "192.0.2.0/24", "patrol.detection.revocations-per-hour", "2"))) {
            // Given
            List<Token> tokens = Stream.of("a", "b", "c", "d").map(bench::token).toList();

            // When
            tokens.subList(0, 3)
                    .forEach(token ->
                            bench.log(Entry.with(token).from("203.0.113.9").build()));
            bench.restart();
            bench.passTime(Duration.ofMinutes(61));
            bench.log(Entry.with(tokens.get(3)).from("203.0.113.9").build());

            // Then
            assertThat(bench.findings())
                    .extracting(TokenCompromised::response)
                    .containsExactly(Response.ROTATE, Response.ROTATE, Response.NOTIFY, Response.ROTATE);
            assertThat(bench.findings().get(2).withheld().because()).contains("limit of 2");
        }
    }

    @Test
    void aPoisonedEntryGoesToTheDeadLettersAndDetectionGoesOn() {
        try (Bench bench = Bench.with(OFFICE)) {
            // Given
            Token token = bench.token("deploy");
            bench.publishRaw(
                    Topic.Names.AUDIT_ENTRIES,
                    new TestRecord<>("key", "{".getBytes(UTF_8), new RecordHeaders(), Bench.NOON));
            bench.publishRaw(Topic.Names.AUDIT_ENTRIES, new TestRecord<>("key", null, new RecordHeaders(), Bench.NOON));

            // When
            bench.log(Entry.with(token).from("203.0.113.9").build());

            // Then
            assertThat(bench.rulesThatFound()).containsExactly("unknown-address");
            assertThat(bench.read(Topic.DEAD_LETTERS)).hasSize(2).first().satisfies(dead -> {
                assertThat(new String(dead.value(), UTF_8)).isEqualTo("{");
                assertThat(new String(
                                dead.headers().lastHeader("dead-letter-topic").value(), UTF_8))
                        .isEqualTo("patrol.audit-entries");
                assertThat(new String(
                                dead.headers().lastHeader("dead-letter-reason").value(), UTF_8))
                        .contains("ce_");
            });
        }
    }

    /** Kafka takes records up to 1 MiB; a larger one would stop the detector for all tokens of its partition. */
    @Test
    void aLineageThatSomebodyMakesHugeIsRememberedInOneRecord() {
        try (Bench bench = Bench.with(OFFICE)) {
            // Given
            Token token = bench.token("deploy");
            bench.log(
                    Entry.with(token).at(Bench.NOON.minus(Duration.ofDays(30))).build());
            String longest = "\u0001".repeat(250);

            // When
            IntStream.range(0, 400)
                    .mapToObj(number -> Entry.with(token)
                            .doing("security." + number + longest)
                            .using(number + longest + "Gecko")
                            .from("198." + number % 250 + ".0.1")
                            .at(Bench.NOON.plusSeconds(number)))
                    .forEach(entry -> bench.log(entry.build()));

            // Then
            assertThat(bench.bytesRememberedOf(token)).isBetween(100_000, 700_000);
        }
    }

    @Test
    void anEntryOfHugeAndStrangeFieldsIsJudgedByTheRulesThatCan() {
        try (Bench bench = Bench.with(OFFICE)) {
            // Given
            Token token = bench.token("deploy");
            String huge = "\u202ex".repeat(20_000);

            // When
            bench.log(Entry.with(token)
                    .doing(huge)
                    .using(huge)
                    .by(huge)
                    .signedInBy(huge)
                    .from("203.0.113.9")
                    .saying(Map.of("Scopes", List.of(Map.of("deep", huge)), "Status", Map.of()))
                    .build());

            // Then
            assertThat(bench.rulesThatFound()).contains("unknown-address");
        }
    }
}
