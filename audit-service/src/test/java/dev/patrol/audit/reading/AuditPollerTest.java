package dev.patrol.audit.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.patrol.audit.sight.Obstacle;
import dev.patrol.audit.sight.Obstacle.Kind;
import dev.patrol.model.AuditEntry;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import dev.patrol.service.messaging.CompactedTopic;
import dev.patrol.service.messaging.Inbox;
import dev.patrol.service.messaging.Publisher;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.faults.FaultKind;
import dev.patrol.simulator.http.Api;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import dev.patrol.test.TopicReader;
import dev.patrol.test.TopicWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Polls by hand, with a real broker, HTTP and simulated time. The service's own polling rests. */
@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
@TestProfile(AuditPollerTest.ServiceRests.class)
class AuditPollerTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String TOKEN = "f5729c3d-951b-4a52-88d9-a0b1c2d3e4f5";

    public static final class ServiceRests implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("AUDIT_POLL_INTERVAL", "1h", "quarkus.http.test-port", "0");
        }
    }

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> connection;

    @Inject
    Publisher publisher;

    @Inject
    Inbox inbox;

    @Inject
    CompactedTopic compactedTopic;

    private static TopicReader topic;

    private Bench bench;

    @BeforeAll
    static void openTopic() {
        topic = TopicReader.of(Topic.AUDIT_ENTRIES);
    }

    @AfterAll
    static void closeTopic() {
        topic.close();
    }

    @BeforeEach
    void openBench() {
        bench = new Bench(connection, publisher, inbox, compactedTopic, topic);
    }

    @AfterEach
    void closeBench() {
        bench.close();
    }

    @Test
    void publishesEachEntryThatConcernsATokenExactlyOnce() {
        // Given
        AuditPoller poller = bench.poller();
        List<String> logged = new ArrayList<>();

        // When
        for (int minute = 0; minute < 30; minute++) {
            logged.add(bench.log(Draft.doneWith(TOKEN)));
            bench.log(Draft.doneWith(TOKEN).by("FedAuth"));
            poller.poll();
            bench.clock.add(MINUTE);
        }

        // Then
        assertThat(bench.onTopic()).extracting(AuditEntry::entryId).containsExactlyElementsOf(logged);
    }

    @Test
    void keysEntriesByTheTokenOrElseByTheOrganization() {
        // Given
        String changed = UUID.randomUUID().toString();
        bench.log(Draft.doneWith(TOKEN));
        bench.log(Draft.doneWith(TOKEN).by("SessionToken_Unscoped authorizationId: f5729c3d-951b-4a52-88d9-a"));
        bench.log(Draft.doneTo(changed, "Token.PatRevokeEvent"));
        bench.log(Draft.doneTo("unknown", "Token.SshCreateEvent"));

        // When
        bench.poller().poll();

        // Then
        assertThat(bench.onTopic())
                .extracting(AuditEntry::recordKey)
                .containsExactlyInAnyOrder(TOKEN, "f5729c3d-951b-4a52-88d9-a", changed, bench.organization);
    }

    @Test
    void findsEntriesThatTurnUpLate() {
        // Given
        AuditPoller poller = bench.poller();
        poller.poll();
        String late = bench.log(Draft.doneWith(TOKEN).lateBy(Duration.ofMinutes(9)));

        // When
        for (int minute = 0; minute < 12; minute++) {
            bench.clock.add(MINUTE);
            bench.log(Draft.doneWith(UUID.randomUUID().toString()));
            poller.poll();
        }

        // Then
        assertThat(bench.idsOnTopic()).hasSize(13).containsOnlyOnce(late);
    }

    @Test
    void findsEntriesThatAreLateByHours() {
        // Given
        AuditPoller poller = bench.poller();
        poller.poll();
        String byAnHour = bench.log(Draft.doneWith(TOKEN).lateBy(Duration.ofMinutes(60)));
        String byHours = bench.log(Draft.doneWith(TOKEN).lateBy(Duration.ofMinutes(150)));

        // When
        for (int minutes = 0; minutes < 240; minutes += 5) {
            bench.clock.add(Duration.ofMinutes(5));
            poller.poll();
        }

        // Then
        assertThat(bench.idsOnTopic()).containsExactly(byAnHour, byHours);
    }

    @Test
    void whatTurnedUpLateWhileNobodyReadIsFoundAfterTheRestart() {
        // Given
        bench.poller().poll();
        String late = bench.log(Draft.doneWith(TOKEN).lateBy(Duration.ofMinutes(70)));
        bench.clock.add(Duration.ofMinutes(15));
        bench.poller().poll();
        bench.clock.add(Duration.ofMinutes(60));

        // When
        bench.poller().poll();

        // Then
        assertThat(bench.idsOnTopic()).containsExactly(late);
    }

    @Test
    void readsThroughAllPagesAndPublishesOldestFirst() {
        // Given
        Instant start = bench.clock.instant();
        List<String> logged = IntStream.range(0, 1_150)
                .mapToObj(i -> bench.log(Draft.doneWith(TOKEN).at(start.plusMillis(i * 100L))))
                .toList();
        bench.clock.add(Duration.ofMinutes(5));

        // When
        bench.poller().poll();

        // Then
        assertThat(bench.idsOnTopic()).containsExactlyElementsOf(logged);
        assertThat(bench.azure.control().callCount(Api.AUDIT)).isEqualTo(6);
    }

    @Test
    void goesOnWhereItWasAfterDaysOfStandstill() {
        // Given
        List<String> logged = new ArrayList<>();
        AuditPoller before = bench.poller();
        logged.add(bench.log(Draft.doneWith(TOKEN)));
        before.poll();
        for (int hour = 0; hour < 240; hour++) {
            bench.clock.add(Duration.ofHours(1));
            logged.add(bench.log(Draft.doneWith(TOKEN)));
        }

        // When
        bench.poller().poll();

        // Then
        assertThat(bench.idsOnTopic()).containsExactlyElementsOf(logged);
    }

    @Test
    void goesOnFromWhereItWasThoughNothingWasToBePublished() {
        // Given
        bench.poller().poll();
        bench.clock.add(Duration.ofHours(2));
        String logged = bench.log(Draft.doneWith(TOKEN));
        bench.clock.add(Duration.ofHours(30));

        // When
        bench.poller().poll();

        // Then
        assertThat(bench.idsOnTopic()).containsExactly(logged);
    }

    @Test
    void publishesNothingTwiceAfterACrashBeforeThePositionWasRecorded() {
        // Given
        Instant start = bench.clock.instant();
        List<String> logged = new ArrayList<>(List.of(bench.log(Draft.doneWith(TOKEN))));
        bench.clock.add(MINUTE);
        bench.poller().poll();
        bench.position.record(start);
        logged.add(bench.log(Draft.doneWith(TOKEN)));

        // When
        bench.poller().poll();

        // Then
        assertThat(bench.idsOnTopic()).containsExactlyElementsOf(logged);
    }

    @Test
    void goesByTheNewestEntryOnTheTopicWhereThePositionIsLost() {
        // Given
        List<String> logged = new ArrayList<>(List.of(bench.log(Draft.doneWith(TOKEN))));
        bench.poller().poll();
        bench.loseRecordedPosition();
        bench.clock.add(Duration.ofDays(20));
        logged.add(bench.log(Draft.doneWith(TOKEN)));
        bench.clock.add(Duration.ofDays(20));

        // When
        bench.poller().poll();

        // Then
        assertThat(bench.idsOnTopic()).containsExactlyElementsOf(logged);
    }

    @Test
    void isNotLedAheadByEntriesThatOthersPublish() {
        // Given
        List<String> logged = new ArrayList<>(List.of(bench.log(Draft.doneWith(TOKEN))));
        bench.poller().poll();
        bench.loseRecordedPosition();
        bench.clock.add(Duration.ofDays(2));
        logged.add(bench.log(Draft.doneWith(TOKEN)));
        bench.clock.add(Duration.ofDays(2));
        logged.add("of a gateway");
        try (TopicWriter gateway = TopicWriter.ofTest()) {
            gateway.write(Entries.of(bench.organization, "of a gateway", bench.clock.instant()));
        }

        // When
        bench.poller().poll();

        // Then
        assertThat(bench.idsOnTopic()).containsExactlyInAnyOrderElementsOf(logged);
    }

    @Test
    void readsInHalvesWhatIsTooMuchToBeHeldAtOnce() {
        // Given
        AuditPoller poller = bench.poller(Bench.Reading.DEFAULT.holdingAtMost(100));
        poller.poll();
        Instant start = bench.clock.instant();
        List<String> logged = IntStream.range(0, 1_000)
                .mapToObj(i -> bench.log(Draft.doneWith(TOKEN).at(start.plusSeconds(i * 10L))))
                .toList();
        bench.clock.add(Duration.ofHours(5));

        // When
        poller.poll();

        // Then
        assertThat(bench.idsOnTopic()).containsExactlyElementsOf(logged);
    }

    @Test
    void readsASecondWithMoreEntriesThanAreHeldOtherwise() {
        // Given
        Instant start = bench.clock.instant();
        List<String> logged = IntStream.range(0, 300)
                .mapToObj(i -> bench.log(Draft.doneWith(TOKEN).at(start.plusMillis(i))))
                .toList();
        bench.clock.add(MINUTE);

        // When
        bench.poller(Bench.Reading.DEFAULT.holdingAtMost(100)).poll();

        // Then
        assertThat(bench.idsOnTopic()).containsExactlyElementsOf(logged);
    }

    static Stream<Arguments> outages() {
        return Stream.of(
                Arguments.of(Fault.status(Api.AUDIT, 503), Kind.LOG_UNAVAILABLE, Optional.empty()),
                Arguments.of(Fault.status(Api.AUDIT, 500), Kind.LOG_UNAVAILABLE, Optional.empty()),
                Arguments.of(Fault.of(Api.AUDIT, FaultKind.RESET_BEFORE), Kind.LOG_UNAVAILABLE, Optional.empty()),
                Arguments.of(Fault.status(Api.AUDIT, 401), Kind.CREDENTIAL_REFUSED, Optional.empty()),
                Arguments.of(Fault.of(Api.AUDIT, FaultKind.SIGN_IN_PAGE), Kind.CREDENTIAL_REFUSED, Optional.empty()),
                Arguments.of(Fault.status(Api.AUDIT, 403), Kind.FORBIDDEN_OR_AUDITING_OFF, Optional.empty()),
                Arguments.of(Fault.status(Api.AUDIT, 404), Kind.FORBIDDEN_OR_AUDITING_OFF, Optional.empty()),
                Arguments.of(Fault.status(Api.AUDIT, 400), Kind.ANSWER_NOT_UNDERSTOOD, Optional.empty()),
                Arguments.of(moreWithoutAWayOn(), Kind.ANSWER_NOT_UNDERSTOOD, Optional.empty()),
                Arguments.of(
                        Fault.status(Api.AUDIT, 429).withHeader("Retry-After", "240"),
                        Kind.THROTTLED,
                        Optional.of(Duration.ofMinutes(4))));
    }

    private static Fault moreWithoutAWayOn() {
        ObjectNode page = Draft.JSON.createObjectNode().put("hasMore", true).putNull("continuationToken");
        page.putArray("decoratedAuditLogEntries");
        return new Fault(
                Api.AUDIT.wireName(),
                null,
                null,
                FaultKind.STATUS,
                null,
                null,
                null,
                null,
                200,
                page,
                null,
                false,
                null,
                null);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("outages")
    void losesNothingInAnOutageAndSaysWhatIsInTheWay(Fault fault, Kind kind, Optional<Duration> askedFor) {
        // Given
        AuditPoller poller = bench.poller();
        List<String> logged = new ArrayList<>(List.of(bench.log(Draft.doneWith(TOKEN))));
        poller.poll();
        bench.clock.add(MINUTE);
        logged.add(bench.log(Draft.doneWith(TOKEN)));
        bench.azure.control().addFault(fault);

        // When
        Duration pause = poller.poll();

        // Then
        assertThat(pause).isEqualTo(askedFor.orElse(MINUTE));
        assertThat(bench.sight.view().obstacle()).map(Obstacle::kind).contains(kind);
        assertThat(bench.idsOnTopic()).containsExactlyElementsOf(logged.subList(0, 1));
        bench.clock.add(Duration.ofHours(5));
        logged.add(bench.log(Draft.doneWith(TOKEN)));
        bench.azure.control().clearFaults();
        assertThat(poller.poll()).isEqualTo(MINUTE);
        assertThat(bench.sight.view().obstacle()).isEmpty();
        assertThat(bench.idsOnTopic()).containsExactlyElementsOf(logged);
    }

    @Test
    void waitsLongerWithEachFailureInARowUpToABound() {
        // Given
        AuditPoller poller = bench.poller();
        bench.azure.control().addFault(Fault.status(Api.AUDIT, 503));

        // When
        List<Duration> pauses =
                IntStream.range(0, 6).mapToObj(i -> poller.poll()).toList();

        // Then
        assertThat(pauses).extracting(Duration::toMinutes).containsExactly(1L, 2L, 4L, 8L, 15L, 15L);
    }

    @Test
    void losesNothingWhereAPageInTheMiddleFails() {
        // Given
        Instant start = bench.clock.instant();
        List<String> logged = IntStream.range(0, 500)
                .mapToObj(i -> bench.log(Draft.doneWith(TOKEN).at(start.plusMillis(i))))
                .toList();
        bench.clock.add(MINUTE);
        bench.azure.control().addFault(Fault.status(Api.AUDIT, 503).withSkip(1).withTimes(1));
        AuditPoller poller = bench.poller();
        poller.poll();

        // When
        poller.poll();

        // Then
        assertThat(bench.idsOnTopic()).containsExactlyElementsOf(logged);
    }

    @Test
    void keepsOddEntries() {
        // Given
        ObjectNode huge = Draft.JSON.createObjectNode().put("Diff", "x".repeat(3_000_000));
        ArrayNode many = huge.putArray("Many");
        IntStream.range(0, 200_000).forEach(many::add);
        List<String> logged = List.of(
                bench.log(Draft.doneWith(TOKEN).with("ipAddress", NullNode.instance)),
                bench.log(Draft.doneWith(TOKEN).with("ipAddress", TextNode.valueOf("2001:db8::7"))),
                bench.log(Draft.doneWith(TOKEN).with("somethingNew", BooleanNode.TRUE)),
                bench.log(Draft.doneWith(TOKEN).with("data", NullNode.instance)),
                bench.log(Draft.doneWith(TOKEN).with("timestamp", NullNode.instance)),
                bench.log(Draft.doneWith(TOKEN)
                        .with("userAgent", NullNode.instance)
                        .with("actionId", NullNode.instance)
                        .with("details", TextNode.valueOf("half a pair \ud83d"))),
                bench.log(Draft.doneWith(TOKEN).withData(huge)));

        // When
        bench.poller().poll();

        // Then
        assertThat(bench.sight.view().obstacle()).isEmpty();
        assertThat(bench.idsOnTopic()).containsExactlyInAnyOrderElementsOf(logged);
    }

    @Test
    void letsNoTokenValueOntoTheTopic() {
        // Given
        String value = bench.azure.administratorToken().reveal();
        ObjectNode data = Draft.JSON.createObjectNode().put("Note", "it is " + value);
        data.putArray("Deep").addObject().put("Header", "Basic " + "QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        bench.log(Draft.doneWith(TOKEN).withData(data).with("details", TextNode.valueOf("used " + value + ".")));

        // When
        bench.poller().poll();

        // Then
        assertThat(bench.onTopic()).singleElement().satisfies(entry -> assertThat(entry.toString())
                .doesNotContain(value)
                .doesNotContain("QWxhZGRpbjpvcGVu")
                .contains("used [redacted]."));
    }

    @Test
    void namesTheLineageOfTokensThatTheInventoryKnows() {
        // Given
        Token token = Token.of(
                bench.organization,
                UUID.randomUUID(),
                "ci-build-v2",
                List.of("vso.code"),
                Instant.EPOCH,
                bench.clock.instant(),
                false,
                Optional.empty());
        try (TopicWriter scanner = TopicWriter.ofTest()) {
            scanner.write(new TokenObserved(token, TokenState.ACTIVE, true, bench.clock.instant()));
        }
        bench.log(Draft.doneWith(token.authorizationId().toString()));
        bench.log(Draft.doneWith(TOKEN));

        // When
        bench.poller().poll();

        // Then
        assertThat(bench.onTopic())
                .extracting(AuditEntry::tokenReference, AuditEntry::lineage)
                .containsExactlyInAnyOrder(
                        tuple(token.authorizationId().toString(), token.lineage()), tuple(TOKEN, null));
    }

    @Test
    void losesAndDoublesNothingWhereItIsThrottledWhileItCatchesUpOnDays() {
        // Given
        List<String> logged = new ArrayList<>(List.of(bench.log(Draft.doneWith(TOKEN))));
        bench.poller().poll();
        for (int hour = 0; hour < 72; hour++) {
            bench.clock.add(Duration.ofHours(1));
            Instant time = bench.clock.instant();
            IntStream.range(0, 40)
                    .mapToObj(second -> bench.log(Draft.doneWith(TOKEN).at(time.plusSeconds(second))))
                    .forEach(logged::add);
        }
        bench.clock.add(MINUTE);
        AuditPoller afterDays = bench.poller();

        // When
        int refused = 0;
        do {
            bench.azure.control().clearFaults();
            bench.azure
                    .control()
                    .addFault(Fault.status(Api.AUDIT, 429)
                            .withHeader("Retry-After", "120")
                            .withSkip(3));
            bench.clock.add(afterDays.poll());
            refused++;
        } while (bench.sight.view().obstacle().isPresent() && refused < 100);

        // Then
        assertThat(refused).isBetween(3, 30);
        assertThat(bench.idsOnTopic()).containsExactlyElementsOf(logged);
    }

    @Test
    void catchesUpOnAllThatIsKeptWithACallForEachPageOfEachWindow() {
        // Given
        bench.log(Draft.doneWith(TOKEN));
        bench.poller().poll();
        List<String> kept = new ArrayList<>();
        bench.clock.add(Duration.ofDays(10));
        for (int halfDay = 0; halfDay < 180; halfDay++) {
            bench.clock.add(Duration.ofHours(12));
            kept.add(bench.log(Draft.doneWith(TOKEN)));
        }
        bench.clock.add(MINUTE);
        long before = bench.azure.control().callCount(Api.AUDIT);

        // When
        bench.poller().poll();

        // Then
        assertThat(bench.idsOnTopic()).hasSize(181).endsWith(kept.toArray(String[]::new));
        assertThat(bench.azure.control().callCount(Api.AUDIT) - before).isBetween(360L, 370L);
    }

    @Test
    void tellsOnceOfAStreamThatWasDisabled() {
        // Given
        ObjectNode stream = Draft.JSON.createObjectNode().put("displayName", "siem");
        bench.log(new Draft("AuditLog.StreamDisabledByUser", null, Duration.ZERO, "FedAuth", stream, Map.of()));
        AuditPoller poller = bench.poller();

        // When
        for (int minute = 0; minute < 15; minute++) {
            poller.poll();
            bench.clock.add(MINUTE);
        }

        // Then
        assertThat(bench.onTopic()).isEmpty();
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.policy()).isEqualTo("audit-stream-enabled");
            assertThat(finding.found()).startsWith("The audit stream \"siem\" was disabled by ");
        });
    }

    @Test
    void tellsOfADisabledStreamBeforeThePositionGoesBeyondIt() {
        // Given
        ObjectNode stream = Draft.JSON.createObjectNode().put("displayName", "siem");
        bench.log(new Draft("AuditLog.StreamDisabledBySystem", null, Duration.ZERO, "FedAuth", stream, Map.of()));
        bench.azure.control().addFault(Fault.status(Api.AUDIT, 503).withTimes(1));
        AuditPoller poller = bench.poller();
        poller.poll();
        bench.clock.add(Duration.ofHours(9));

        // When
        poller.poll();

        // Then
        assertThat(findings()).extracting(PolicyViolated::policy).containsExactly("audit-stream-enabled");
    }

    private List<PolicyViolated> findings() {
        try (TopicReader findings = TopicReader.of(Topic.POLICY_VIOLATED)) {
            return findings.allEvents(PolicyViolated.class).stream()
                    .filter(finding -> finding.organization().equals(bench.organization))
                    .toList();
        }
    }
}
