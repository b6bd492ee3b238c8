package dev.patrol.audit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.patrol.model.AuditReport;
import dev.patrol.model.Severity;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import dev.patrol.model.wire.Envelope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeekOfTokensTest {
    private static final String ORGANIZATION = "contoso";

    private final Happenings in = Happenings.of(ORGANIZATION);

    private AuditReport reportOf(Envelope<?>... records) {
        return reportOf(List.of(records));
    }

    private AuditReport reportOf(List<? extends Envelope<?>> records) {
        return weekOf(records).report();
    }

    private WeekOfTokens weekOf(List<? extends Envelope<?>> records) {
        WeekOfTokens week = new WeekOfTokens(ORGANIZATION, Happenings.WEEK, owner -> owner.startsWith("svc-"));
        records.forEach(week::accept);
        return week;
    }

    @Test
    void aWeekWithoutRecordsHasAnEmptyReport() {
        // When
        WeekOfTokens week = weekOf(List.of());

        // Then
        assertThat(week.isWatched()).isFalse();
        assertThat(week.report())
                .isEqualTo(new AuditReport(
                        ORGANIZATION,
                        Happenings.WEEK.from(),
                        Happenings.WEEK.to(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new AuditReport.Totals(0, 0, 0, 0, 0, 0, 0, 0, 0),
                        List.of()));
    }

    @Test
    void namesWhoMadeEachNewTokenWhereTheLogSays() {
        // Given
        Token byId = in.token("by-id", 1, 90);
        Token byStart = in.token("by-start", 2, 90);
        Token byName = in.token("by-name", 3, 90);
        Token namesake = in.token("by-name", 3.5, 90);
        Token disputed = in.token("disputed", 4, 90);
        Token silent = in.token("silent", 5, 90);
        Token older = in.token("older", -0.01, 90);

        // When
        AuditReport report = reportOf(
                in.observed(byId),
                in.observed(byStart),
                in.observed(byName),
                in.observed(namesake),
                in.observed(disputed),
                in.observed(silent),
                in.observed(older),
                in.creation(1, byId.authorizationId().toString(), null, "a@contoso.example"),
                in.creation(2, byStart.authorizationId().toString().substring(0, 25), null, "b@contoso.example"),
                in.creation(3.001, "", "by-name", "c@contoso.example"),
                in.creation(4, "", "disputed", "d@contoso.example"),
                in.creation(4, "", "disputed", "e@contoso.example"));

        // Then
        assertThat(report.created())
                .extracting(created -> created.token(), AuditReport.Created::createdBy)
                .containsExactly(
                        tuple(silent, null),
                        tuple(disputed, null),
                        tuple(namesake, null),
                        tuple(byName, "c@contoso.example"),
                        tuple(byStart, "b@contoso.example"),
                        tuple(byId, "a@contoso.example"));
    }

    @Test
    void countsCreationsOfTokensThatNobodyKnows() {
        // Given
        Token known = in.token("known", 1, 90);

        // When
        AuditReport report = reportOf(
                in.observed(known),
                in.creation(1, known.authorizationId().toString(), null, "a@contoso.example"),
                in.creation(2, UUID.randomUUID().toString(), "unknown", "b@contoso.example"),
                in.creation(3, "", "unknown too", "b@contoso.example"),
                in.creation(-1, "", "of the week before", "b@contoso.example"));

        // Then
        assertThat(report.created()).hasSize(1);
        assertThat(report.totals().created()).isEqualTo(3);
    }

    @Test
    void countsWhatWasDoneWithEachTokenMostUsedFirst() {
        // Given
        Token busy = in.token("busy", -90, 90);
        Token calm = in.token("calm", -90, 90);
        Token idle = in.token("idle", -90, 90);
        String cut = busy.authorizationId().toString().substring(0, 25);

        // When
        AuditReport report = reportOf(
                in.observed(idle),
                in.observed(calm),
                in.observed(busy),
                in.action(0, busy, "192.0.2.1"),
                in.action(1, busy, "192.0.2.2"),
                in.action(2, busy, null),
                in.action(3, "PAT_Unscoped authorizationId:" + cut, "192.0.2.1", null),
                in.action(3, "SessionToken authorizationId: " + cut, "2001:db8::7", null),
                in.action(4, calm, "192.0.2.1"),
                in.action(-0.001, calm, "192.0.2.9"),
                in.action(7, calm, "192.0.2.9"));

        // Then
        assertThat(report.usage())
                .containsExactly(new AuditReport.Usage(busy, 5, 3), new AuditReport.Usage(calm, 1, 1));
        assertThat(report.totals().used()).isEqualTo(2);
    }

    @Test
    void whatIsDoneToATokenIsNotDoneWithIt() {
        // Given
        Token token = in.token("made", 1, 90);

        // When
        AuditReport report = reportOf(
                in.observed(token), in.creation(1, token.authorizationId().toString(), null, "a@contoso.example"));

        // Then
        assertThat(report.usage()).isEmpty();
    }

    @Test
    void countsUsedTokensThatNobodyKnowsButOnlyPersonalAccessTokens() {
        // Given
        String somebody = UUID.randomUUID().toString();

        // When
        AuditReport report = reportOf(
                in.action(1, "PAT authorizationId: " + somebody, null, null),
                in.action(2, "PAT authorizationId: " + somebody, null, null),
                in.action(2, "PAT authorizationId: 00000000-0000-0000-0000-000000000000", null, null),
                in.action(2, "PAT", null, null),
                in.action(2, "SessionToken authorizationId: " + UUID.randomUUID(), null, null));

        // Then
        assertThat(report.usage()).isEmpty();
        assertThat(report.totals().used()).isEqualTo(1);
    }

    @Test
    void aBeginningThatFitsTwoTokensIsNotGuessedAt() {
        // Given
        Token one = sameBeginning(1);
        Token other = sameBeginning(2);

        // When
        AuditReport report = reportOf(
                in.observed(one),
                in.observed(other),
                in.action(1, "PAT authorizationId: f5729c3d-951b-4a52-88d9-a", null, null));

        // Then
        assertThat(report.usage()).isEmpty();
        assertThat(report.totals().used()).isEqualTo(1);
    }

    private Token sameBeginning(int number) {
        Token any = in.token("same", -9, 90);
        return Token.of(
                ORGANIZATION,
                UUID.fromString("f5729c3d-951b-4a52-88d9-a0000000000" + number),
                "same-" + number,
                any.scopes(),
                any.validFrom(),
                any.validTo(),
                false,
                Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "-22.9, ,     ACTIVE,  90,  true",
        "6.9,   ,     ACTIVE,  90,  true",
        "-23.1, ,     ACTIVE,  90,  false",
        "7.1,   ,     ACTIVE,  90,  false",
        "-5,    -6,   ACTIVE,  90,  true",
        "-5,    -4.9, ACTIVE,  90,  false",
        "-5,    6.9,  ACTIVE,  90,  false",
        "-5,    7.1,  ACTIVE,  90,  true",
        "-5,    ,     REVOKED, 90,  false",
        "-5,    ,     ACTIVE,  6.9, false"
    })
    void aTokenIsUnusedWhileNothingWasDoneWithItSinceItWasSaid(
            double said, Double used, TokenState state, double validTo, boolean unused) {
        // Given
        Token token = in.token("idle", -90, validTo);
        List<Envelope<?>> records = new ArrayList<>(List.of(in.observed(token, state), in.unused(said, token, 40)));
        if (used != null) {
            records.add(in.action(used, token, null));
        }

        // When
        AuditReport report = reportOf(records);

        // Then
        assertThat(report.unused()).isEqualTo(unused ? List.of(token) : List.of());
        assertThat(report.totals().unused()).isEqualTo(unused ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"false, true", "true, false"})
    void aRotationIsNoUse(boolean used, boolean unused) {
        // Given
        Token previous = in.token("idle", -90, 8);
        Token successor = in.token("idle-v2", 2, 40);
        List<Envelope<?>> records = new ArrayList<>(List.of(
                in.observed(previous),
                in.observed(successor),
                in.unused(-20, previous, 40),
                in.rotated(2, previous, successor)));
        if (used) {
            records.add(in.action(3, successor, null));
        }

        // When
        AuditReport report = reportOf(records);

        // Then
        assertThat(report.unused()).isEqualTo(unused ? List.of(successor) : List.of());
    }

    @Test
    void listsTheLongestIdleFirst() {
        // Given
        Token thirty = in.token("thirty", -90, 90);
        Token ninety = in.token("ninety", -90, 90);

        // When
        AuditReport report =
                reportOf(in.observed(thirty), in.observed(ninety), in.unused(1, thirty, 30), in.unused(1, ninety, 90));

        // Then
        assertThat(report.unused()).containsExactly(ninety, thirty);
    }

    @Test
    void listsWhatExpiresWithinThirtyDaysSoonestFirst() {
        // Given
        Token late = in.token("late", -9, 37);
        Token soon = in.token("soon", -9, 7.1);
        Token later = in.token("later", -9, 37.1);
        Token dead = in.token("dead", -9, 6.9);
        Token revoked = in.token("revoked", -9, 20);
        Token replaced = in.token("replaced", -9, 20);

        // When
        AuditReport report = reportOf(
                in.observed(late),
                in.observed(soon),
                in.observed(later),
                in.observed(dead),
                in.observed(revoked, TokenState.REVOKED),
                in.observed(replaced),
                in.rotated(6, replaced, later));

        // Then
        assertThat(report.expiring()).containsExactly(soon, late);
        assertThat(report.totals().expiring()).isEqualTo(2);
    }

    @Test
    void listsIncidentsMostSevereFirstThenNewest() {
        // Given
        Token token = in.token("odd", -9, 90);

        // When
        AuditReport report = reportOf(
                in.compromised(1, token, "one", Severity.LOW),
                in.compromised(2, token, "two", Severity.CRITICAL),
                in.compromised(3, token, "three", Severity.HIGH),
                in.compromised(4, token, "four", Severity.HIGH),
                in.compromised(7, token, "of next week", Severity.CRITICAL));

        // Then
        assertThat(report.incidents())
                .extracting(AuditReport.Incident::severity, AuditReport.Incident::at)
                .containsExactly(
                        tuple(Severity.CRITICAL, in.day(2)),
                        tuple(Severity.HIGH, in.day(4)),
                        tuple(Severity.HIGH, in.day(3)),
                        tuple(Severity.LOW, in.day(1)));
        assertThat(report.incidents())
                .first()
                .extracting(AuditReport.Incident::tokenName)
                .isEqualTo("odd");
    }

    @Test
    void countsRotationsFailuresAndViolationsOfTheWeek() {
        // Given
        Token old = in.token("ci", -30, 8);
        Token successor = in.token("ci-v2", 1, 30);
        UUID rotation = UUID.randomUUID();

        // When
        AuditReport report = reportOf(
                in.rotated(1, old, successor),
                in.rotated(-1, successor, old),
                in.failed(1, rotation, old, "vault-unavailable"),
                in.failed(2, rotation, old, "given-up"),
                in.failed(2, UUID.randomUUID(), old, "vault-unavailable"),
                in.failed(8, UUID.randomUUID(), old, "vault-unavailable"),
                in.violated(1, old, "no-full-scope"),
                in.violated(2, null, "maximum-lifespan"),
                in.violated(7, old, "other"));

        // Then
        assertThat(report.totals())
                .extracting(AuditReport.Totals::rotations, AuditReport.Totals::failures, AuditReport.Totals::violations)
                .containsExactly(1L, 2L, 2L);
    }

    @Test
    void knowsTokensThatAreGoneFromTheInventoryByWhatWasSaidOfThem() {
        // Given
        Token gone = in.token("ci", -30, 8);
        Token successor = in.token("ci-v2", 1, 30);

        // When
        AuditReport report = reportOf(in.rotated(1, gone, successor), in.action(0.5, gone, "192.0.2.1"));

        // Then
        assertThat(report.usage()).extracting(AuditReport.Usage::token).containsExactly(gone);
        assertThat(report.created()).extracting(AuditReport.Created::token).containsExactly(successor);
    }

    @Test
    void advisesOnLiveTokensMostUsedFirst() {
        // Given
        Token feed = in.token("feed", -9, 90, "vso.packaging");
        Token build = in.token("build", -9, 90, "vso.build_execute");
        Token person = in.token("person", -9, 90, "vso.code");
        Token service = in.tokenOf("svc-sync@contoso.example", "sync", -9, 90, "vso.work");
        Token dead = in.token("dead", -9, 6, "vso.packaging");
        Token replaced = in.token("replaced", -9, 20, "vso.packaging");

        // When
        AuditReport report = reportOf(
                in.observed(feed),
                in.observed(build),
                in.observed(person),
                in.observed(service),
                in.observed(dead),
                in.observed(replaced),
                in.rotated(1, replaced, feed),
                in.action(1, build, null),
                in.action(1, person, null));

        // Then
        assertThat(report.advice())
                .containsExactly(
                        new AuditReport.Advice(build, Replacement.SERVICE_CONNECTION.sentence()),
                        new AuditReport.Advice(feed, Replacement.FEED.sentence()),
                        new AuditReport.Advice(service, Replacement.SERVICE_ACCOUNT.sentence()));
        assertThat(report.totals().advised()).isEqualTo(3);
    }

    @Test
    void forgetsWhatTheInventoryForgot() {
        // Given
        Token gone = in.token("gone", -9, 20, "vso.packaging");
        WeekOfTokens week = weekOf(List.of(in.observed(gone)));

        // When
        week.forget(gone.authorizationId().toString());

        // Then
        assertThat(week.report().expiring()).isEmpty();
        assertThat(week.report().advice()).isEmpty();
    }

    @Test
    void goesByTheLatestLineOfTheInventory() {
        // Given
        Token token = in.token("ci", -9, 20);

        // When
        AuditReport report = reportOf(in.observed(token), in.observed(token, TokenState.REVOKED));

        // Then
        assertThat(report.expiring()).isEmpty();
    }

    @Test
    void aListHasAHundredAndTheTotalHasAll() {
        // Given
        List<Envelope<?>> records = new ArrayList<>();
        List<Token> tokens = IntStream.range(0, 412)
                .mapToObj(i -> in.token("t-%03d".formatted(i), 1, 20, "vso.packaging"))
                .toList();
        tokens.forEach(token -> records.add(in.observed(token)));
        tokens.forEach(token -> records.add(in.action(2, token, "192.0.2.1")));
        tokens.forEach(token -> records.add(in.unused(1, token, 30)));
        tokens.forEach(token -> records.add(in.compromised(1, token, token.displayName(), Severity.LOW)));
        IntStream.range(0, 9).forEach(i -> records.add(in.action(2, tokens.get(411), null)));

        // When
        AuditReport report = reportOf(records);

        // Then
        assertThat(report.usage())
                .hasSize(100)
                .first()
                .extracting(AuditReport.Usage::actions)
                .isEqualTo(10L);
        assertThat(List.of(report.created(), report.expiring(), report.incidents(), report.advice()))
                .allSatisfy(list -> assertThat(list).hasSize(100));
        assertThat(report.totals()).isEqualTo(new AuditReport.Totals(0, 0, 0, 412, 412, 412, 0, 412, 412));
    }

    @Test
    void otherOrganizationsHaveNoPartInIt() {
        // Given
        Happenings elsewhere = Happenings.of("fabrikam");
        Token token = elsewhere.token("theirs", 1, 20, "vso.packaging");

        // When
        WeekOfTokens week = weekOf(everyKindOf(elsewhere, token));

        // Then
        assertThat(week.isWatched()).isFalse();
        assertThat(week.report()).isEqualTo(reportOf());
    }

    @Test
    void anOrganizationMayBeWrittenInAnyCase() {
        // Given
        List<Envelope<?>> records = everyKindOf(in, in.token("ours", 1, 20, "vso.packaging"));
        WeekOfTokens week = new WeekOfTokens("CONTOSO", Happenings.WEEK, owner -> false);

        // When
        records.forEach(week::accept);

        // Then
        assertThat(week.report().totals()).isEqualTo(reportOf(records).totals());
    }

    /** Repeats are dropped wherever they stand, and topics are read in no particular order. */
    @Property(tries = 50)
    void repeatsAndOrderChangeNothing(@ForAll Random random) {
        // Given
        Token token = in.token("one", 1, 20, "vso.packaging");
        List<Envelope<?>> once = everyKindOf(in, token);
        List<Envelope<?>> mixed = new ArrayList<>(once);
        once.forEach(record -> IntStream.range(0, random.nextInt(3)).forEach(i -> mixed.add(record)));
        Collections.shuffle(mixed, random);

        // When
        AuditReport report = reportOf(mixed);

        // Then
        assertThat(report).isEqualTo(reportOf(once));
    }

    private static List<Envelope<?>> everyKindOf(Happenings in, Token token) {
        Token other = in.token("other", -20, 90, "vso.build");
        return List.of(
                in.observed(token),
                in.observed(other),
                in.creation(1, token.authorizationId().toString(), null, "a@contoso.example"),
                in.action(2, token, "192.0.2.1"),
                in.action(3, token, "192.0.2.2"),
                in.action(3, other, "192.0.2.2"),
                in.unused(5, other, 30),
                in.rotated(1, other, token),
                in.failed(1, UUID.nameUUIDFromBytes(new byte[] {1}), token, "vault-unavailable"),
                in.violated(1, token, "no-full-scope"),
                in.compromised(1, token, "one", Severity.HIGH),
                in.compromised(2, other, "two", Severity.HIGH));
    }

    @Test
    void isWatchedWhereAnythingWasSaidWithinTheWeek() {
        // Given
        Token token = in.token("ci", -90, 90);

        // When
        List<Boolean> watched = Stream.<Envelope<?>>of(
                        in.observed(token),
                        in.action(1, token, null),
                        in.unused(1, token, 30),
                        in.violated(1, null, "maximum-lifespan"),
                        in.action(-1, token, null),
                        in.unused(-1, token, 30),
                        in.violated(8, null, "maximum-lifespan"))
                .map(record -> weekOf(List.of(record)).isWatched())
                .toList();

        // Then
        assertThat(watched).containsExactly(true, true, true, true, false, false, false);
        assertThat(Duration.between(Happenings.WEEK.from(), Happenings.WEEK.to()))
                .isEqualTo(Duration.ofDays(7));
    }
}
