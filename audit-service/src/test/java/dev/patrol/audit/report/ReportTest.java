package dev.patrol.audit.report;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.patrol.model.AuditReport;
import dev.patrol.model.Scan;
import dev.patrol.model.Severity;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.EncodedMessage;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import dev.patrol.service.messaging.Inbox;
import dev.patrol.service.messaging.Publisher;
import dev.patrol.service.messaging.TopicHistory;
import dev.patrol.test.AzureResource;
import dev.patrol.test.ContractCheck;
import dev.patrol.test.KafkaBroker;
import dev.patrol.test.TopicReader;
import dev.patrol.test.TopicWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.threeten.extra.MutableClock;

/** Reports from records on a real broker. The service's own schedule rests. */
@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
@TestProfile(ReportTest.ScheduleRests.class)
class ReportTest {
    private static final String MONDAYS_AT_SIX = "0 0 6 ? * MON";

    public static final class ScheduleRests implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "AUDIT_POLL_INTERVAL", "1h",
                    "patrol.report.schedule", "0 0 6 1 1 ? 2099",
                    "quarkus.http.test-port", "0");
        }
    }

    @Inject
    Reports reports;

    @Inject
    Inbox inbox;

    @Inject
    Publisher publisher;

    @Inject
    ReportSettings settings;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> broker;

    /** A Monday of some weeks ago. */
    private final Instant monday = Instant.now()
            .atZone(ZoneOffset.UTC)
            .with(TemporalAdjusters.previous(DayOfWeek.MONDAY))
            .truncatedTo(ChronoUnit.DAYS)
            .minusWeeks(3)
            .toInstant();

    private final String organization = "report-" + UUID.randomUUID().toString().substring(0, 8);
    private final Happenings in = new Happenings(organization, monday);
    private final Instant due = in.day(7).plus(Duration.ofHours(6));

    private TopicWriter topics;

    @BeforeEach
    void open() {
        topics = TopicWriter.ofTest();
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Test
    void aPageInABrowserMayNotAskForAReport() {
        // When
        var answer = given().header("Origin", "https://anywhere.example").post("/report");

        // Then
        answer.then().statusCode(401).body("reason", containsString("HTTP_API_KEY_FILE"));
    }

    @Test
    void tellsAWeekFromWhatIsOnTheTopics() {
        // Given
        Token token = in.token("ci", 1, 20, "vso.build_execute");
        Token other = in.token("feed", -60, 90, "vso.packaging");
        Happenings elsewhere = new Happenings("elsewhere-" + organization, monday);
        Token theirs = elsewhere.token("theirs", 1, 20);
        plant(
                in.observed(other),
                in.observed(token),
                in.creation(1, token.authorizationId().toString(), null, "kim@contoso.example"),
                in.action(2, token, "192.0.2.1"),
                in.unused(3, other, 40),
                in.rotated(4, in.token("old", -20, 8), in.token("new", 4, 34)),
                in.failed(4, UUID.randomUUID(), token, "vault-unavailable"),
                in.violated(5, token, "no-full-scope"),
                in.compromised(6, token, "one", Severity.HIGH));
        plant(elsewhere.observed(theirs), elsewhere.action(2, theirs, null), elsewhere.violated(1, theirs, "any"));
        plantTwice(in.action(2.5, token, "192.0.2.1"));
        plantTwice(in.violated(5.5, token, "maximum-lifespan"));
        plantNonsense();

        // When
        List<Envelope<AuditReport>> made = reports.publishMissing(in.week(), List.of(organization), seen -> true);

        // Then
        AuditReport report = made.get(0).payload();
        assertThat(published()).containsExactly(report);
        assertThat(report.usage()).containsExactly(new AuditReport.Usage(token, 2, 1));
        assertThat(report.unused()).containsExactly(other);
        assertThat(report.expiring()).containsExactly(token);
        assertThat(report.created()).contains(new AuditReport.Created(token, "kim@contoso.example"));
        assertThat(report.incidents())
                .containsExactly(new AuditReport.Incident("ci", "unknown-address", Severity.HIGH, in.day(6)));
        assertThat(report.advice()).extracting(AuditReport.Advice::token).containsExactly(token, other);
        assertThat(report.totals()).isEqualTo(new AuditReport.Totals(1, 1, 2, 1, 2, 1, 1, 1, 2));
    }

    @Test
    void doesNotNameTokensThatTheInventoryHasBuried() {
        // Given
        Token gone = in.token("gone", -9, 20);
        plant(in.observed(gone));
        topics.writeRaw(Topic.Names.TOKENS, gone.authorizationId().toString(), Map.of(), null);

        // When
        reports.publishMissing(in.week(), List.of(organization), seen -> true);

        // Then
        assertThat(published()).singleElement().satisfies(report -> assertThat(report.expiring())
                .isEmpty());
    }

    @Test
    void eachOrganizationHasItsOwnReport() {
        // Given
        Happenings second = new Happenings(organization + "-b", monday);
        plant(in.violated(1, null, "one"), second.violated(1, null, "one"), second.violated(2, null, "two"));

        // When
        reports.publishMissing(in.week(), List.of(organization, organization + "-b"), seen -> true);

        // Then
        assertThat(publishedOf(organization))
                .extracting(report -> report.totals().violations())
                .containsExactly(1L);
        assertThat(publishedOf(organization + "-b"))
                .extracting(report -> report.totals().violations())
                .containsExactly(2L);
    }

    @Test
    void isMadeWhenItIsDueAndNotBefore() {
        // Given
        MutableClock clock = MutableClock.of(due.minusSeconds(1), ZoneOffset.UTC);
        ScheduledReports scheduled = new ScheduledReports(reports, MONDAYS_AT_SIX, List.of(organization), clock);

        // When
        scheduled.makeWhereDue();
        List<AuditReport> before = published();
        clock.setInstant(due);
        scheduled.makeWhereDue();
        scheduled.makeWhereDue();

        // Then
        assertThat(before).isEmpty();
        assertThat(published()).singleElement().satisfies(report -> assertThat(new Week(report.from(), report.to()))
                .isEqualTo(in.week()));
    }

    @Test
    void isMadeUpForWhereTheServiceWasDown() {
        // Given
        plant(in.violated(3, null, "one"));

        // When
        startedAt(due.plus(Duration.ofDays(4))).makeWhereDue();

        // Then
        assertThat(published())
                .extracting(report -> report.totals().violations())
                .containsExactly(1L);
    }

    @Test
    void isNotMadeUpForAWeekBeforePatrolWasThere() {
        // Given
        plant(in.violated(8, null, "one"), in.observedAt(8, in.token("ci", -90, 9)));

        // When
        startedAt(due.plus(Duration.ofDays(4))).makeWhereDue();

        // Then
        assertThat(published()).isEmpty();
    }

    @Test
    void isNotMadeTwiceHoweverManyInstancesLook() {
        // Given
        plant(in.violated(3, null, "one"));
        startedAt(due).makeWhereDue();
        plant(in.violated(4, null, "two"));

        // When
        startedAt(due).makeWhereDue();
        startedAt(due.plus(Duration.ofDays(1))).makeWhereDue();

        // Then
        assertThat(published())
                .extracting(report -> report.totals().violations())
                .containsExactly(1L);
    }

    @Test
    void isTriedAgainAfterAPauseWhereTheBrokerIsAway() {
        // Given
        MutableClock clock = MutableClock.of(due, ZoneOffset.UTC);
        Map<String, Object> connection = new HashMap<>(broker);
        connection.put("bootstrap.servers", "127.0.0.1:1");
        connection.put("default.api.timeout.ms", 300);
        connection.put("request.timeout.ms", 200);
        ScheduledReports scheduled =
                new ScheduledReports(reportsOver(connection, clock), MONDAYS_AT_SIX, List.of(organization), clock);
        scheduled.makeWhereDue();
        connection.putAll(broker);

        // When
        scheduled.makeWhereDue();
        List<AuditReport> atOnce = published();
        clock.setInstant(due.plus(Duration.ofMinutes(1)));
        scheduled.makeWhereDue();

        // Then
        assertThat(atOnce).isEmpty();
        assertThat(published()).hasSize(1);
    }

    @Test
    void isPublishedOnDemand() {
        // Given
        String to = in.day(7).plus(Duration.ofHours(3)).toString();

        // When
        var answer = given().queryParam("to", to)
                .queryParam("organization", AzureResource.organization().toUpperCase(Locale.ROOT))
                .post("/report")
                .then();

        // Then
        answer.statusCode(200)
                .body("to", equalTo(to))
                .body("published", hasSize(1))
                .body("published[0].organization", equalTo(AzureResource.organization()))
                .body("published[0].totals.rotations", equalTo(0))
                .body("alreadyThere", hasSize(0));
        String id = answer.extract().path("published[0].eventId");
        try (TopicReader topic = TopicReader.of(Topic.AUDIT_REPORT)) {
            Envelope<AuditReport> found = topic.awaitEvent(
                    AuditReport.class,
                    report -> report.to().toString().equals(to)
                            && report.organization().equals(AzureResource.organization()));
            assertThat(found.id()).isEqualTo(id);
        }
    }

    @Test
    void onDemandIsOfTheLastSevenDaysUnlessToldOtherwise() {
        // Given
        Instant before = Instant.now().truncatedTo(ChronoUnit.MINUTES);

        // When
        String to = given().post("/report").then().statusCode(200).extract().path("to");

        // Then
        assertThat(Instant.parse(to)).isBetween(before, Instant.now());
    }

    @Test
    void saysOnDemandThatAReportIsThereAlready() {
        // Given
        String to = in.day(7).plus(Duration.ofHours(4)).toString();
        given().queryParam("to", to).post("/report").then().body("published", hasSize(1));

        // When
        var answer = given().queryParam("to", to).post("/report").then();

        // Then
        answer.statusCode(200)
                .body("published", hasSize(0))
                .body("alreadyThere", equalTo(List.of(AzureResource.organization())));
    }

    @ParameterizedTest
    @CsvSource({
        "organization, northwind",
        "organization, <script>alert(1)</script>",
        "to,           2999-01-01T00:00:00Z",
        "to,           1999-01-01T00:00:00Z",
        "to,           <script>alert(1)</script>"
    })
    void refusesWhatMakesNoSense(String name, String value) {
        // When
        var answer = given().queryParam(name, value).post("/report").then();

        // Then
        answer.statusCode(400)
                .body("reason", endsWith("."))
                .body("reason", containsString("\"" + name + "\""))
                .body("reason", not(containsString("<")));
    }

    private void plant(Envelope<?>... records) {
        List.of(records).forEach(topics::write);
    }

    private void plantTwice(Envelope<?> record) {
        plant(record, record);
    }

    /** What does not keep the contract, and what belongs elsewhere, on every topic that a report is made of. */
    private void plantNonsense() {
        EncodedMessage stray = new MessageCodec()
                .encode(Envelope.first(new Scan("A scan.", "test", ""), URI.create("/test"), in.day(1)));
        for (Topic topic : List.of(
                Topic.TOKENS,
                Topic.AUDIT_ENTRIES,
                Topic.TOKEN_UNUSED,
                Topic.TOKEN_ROTATED,
                Topic.ROTATION_FAILED,
                Topic.POLICY_VIOLATED,
                Topic.TOKEN_COMPROMISED,
                Topic.AUDIT_REPORT)) {
            topics.writeRaw(topic.topicName(), "key", Map.of(), "no JSON".getBytes(UTF_8));
            topics.writeRaw(topic.topicName(), "key", stray.headers(), stray.value());
            topics.writeRaw(topic.topicName(), "key", stray.headers(), null);
        }
    }

    private List<AuditReport> published() {
        return publishedOf(organization);
    }

    private static List<AuditReport> publishedOf(String organization) {
        try (TopicReader topic = TopicReader.of(Topic.AUDIT_REPORT)) {
            return topic.all().stream()
                    .filter(message -> organization.equals(message.key()))
                    .peek(ContractCheck::assertKept)
                    .map(message -> (AuditReport) topic.open(message).payload())
                    .toList();
        }
    }

    private ScheduledReports startedAt(Instant now) {
        return new ScheduledReports(
                reports, MONDAYS_AT_SIX, List.of(organization), MutableClock.of(now, ZoneOffset.UTC));
    }

    private Reports reportsOver(Map<String, Object> connection, Clock clock) {
        TopicHistory history = new TopicHistory(connection, clock);
        return new Reports(
                new TopicReading(history, inbox),
                new PublishedReports(history, inbox),
                publisher,
                new MessageCodec(),
                settings);
    }
}
