package dev.patrol.audit.sight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.audit.sight.Obstacle.Kind;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.threeten.extra.MutableClock;

class AlarmsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final RuntimeException CAUSE = new IllegalStateException();

    private static final SightSettings SETTINGS = new SightSettings() {
        @Override
        public Duration blindAfter() {
            return Duration.ofMinutes(15);
        }

        @Override
        public Duration silence() {
            return Duration.ofHours(24);
        }
    };

    private final MutableClock clock = MutableClock.of(NOON, ZoneOffset.UTC);
    private final Sight sight = new Sight("contoso", clock);

    @ParameterizedTest(name = "failing for {0}: {1}")
    @CsvSource({"PT0S, 0", "PT1M, 0", "PT15M, 0", "PT15M1S, 1", "PT48H, 1"})
    void blindnessIsAnAlarmOnceItLastsTooLong(Duration lasting, int alarms) {
        // Given
        follow();
        block(Kind.LOG_UNAVAILABLE);

        // When
        clock.add(lasting);

        // Then
        assertThat(alarms()).hasSize(alarms);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void itSaysWhatIsInTheWaySinceWhenAndWhatHelps(Kind kind) {
        // Given
        follow();
        clock.add(MINUTE);
        block(kind);

        // When
        clock.add(Duration.ofMinutes(16));

        // Then
        assertThat(alarms()).singleElement().satisfies(alarm -> {
            assertThat(alarm.organization()).isEqualTo("contoso");
            assertThat(alarm.token()).isNull();
            assertThat(alarm.policy()).isEqualTo("audit-log-followed");
            assertThat(alarm.severity()).isEqualTo(Severity.HIGH);
            assertThat(alarm.found())
                    .startsWith("The audit log could not be followed since 2026-03-01T12:00:00Z: ")
                    .doesNotContain("an error");
            assertThat(alarm.allowed()).isEqualTo("Breaks of at most 15m.");
            assertThat(alarm.remedy()).startsWith("What helps.").endsWith("an error");
        });
    }

    @Test
    void anOccurrenceIsTheSameHoweverOftenItFailsAndAlsoAfterARestart() {
        // Given
        follow();
        block(Kind.FORBIDDEN_OR_AUDITING_OFF);
        clock.add(Duration.ofMinutes(16));
        List<PolicyViolated> first = alarms();
        sight.followedElsewhere();
        sight.startsFrom(NOON);
        block(Kind.FORBIDDEN_OR_AUDITING_OFF);

        // When
        clock.add(Duration.ofHours(3));

        // Then
        assertThat(alarms())
                .extracting(PolicyViolated::identity)
                .hasSize(1)
                .isEqualTo(first.stream().map(PolicyViolated::identity).toList());
    }

    @Test
    void anotherOccurrenceIsAnotherAlarm() {
        // Given
        follow();
        block(Kind.FORBIDDEN_OR_AUDITING_OFF);
        clock.add(Duration.ofMinutes(16));
        PolicyViolated first = alarms().get(0);
        follow();
        assertThat(alarms()).isEmpty();
        block(Kind.FORBIDDEN_OR_AUDITING_OFF);

        // When
        clock.add(Duration.ofMinutes(16));

        // Then
        assertThat(alarms()).singleElement().satisfies(second -> assertThat(second.identity())
                .isNotEqualTo(first.identity()));
    }

    @Test
    void blindnessThatChangesItsReasonGoesOnAndIsToldAnew() {
        // Given
        follow();
        block(Kind.LOG_UNAVAILABLE);
        clock.add(Duration.ofMinutes(14));
        block(Kind.CREDENTIAL_REFUSED);

        // When
        clock.add(Duration.ofMinutes(2));

        // Then
        assertThat(alarms()).extracting(PolicyViolated::found).singleElement().satisfies(found -> assertThat(found)
                .contains("12:00:00Z")
                .contains("credential"));
    }

    @ParameterizedTest(name = "cut off for {0}, others read up to {1} before its end: {2}")
    @CsvSource({"PT14M, PT14M, 0", "PT16M, PT16M, 1", "PT16M, PT1M, 0", "PT1M, PT72H, 0"})
    void whoWasCutOffTellsItOnceItIsOverWhereNobodyElseSaw(Duration cutOff, Duration unread, int alarms) {
        // Given
        follow();
        sight.cutOff(obstacle(Kind.BROKER_UNAVAILABLE), CAUSE);
        clock.add(cutOff);
        assertThat(alarms()).isEmpty();

        // When
        sight.startsFrom(clock.instant().minus(unread));

        // Then
        assertThat(alarms()).hasSize(alarms);
        assertThat(sight.view().obstacle()).isEmpty();
    }

    @Test
    void whatAnotherInstanceFollowsIsNotItsToTell() {
        // Given
        follow();
        block(Kind.LOG_UNAVAILABLE);
        clock.add(Duration.ofHours(1));

        // When
        sight.followedElsewhere();

        // Then
        assertThat(alarms()).isEmpty();
    }

    @ParameterizedTest(name = "an entry, then {0} of silence: {1}")
    @CsvSource({"PT23H, 0", "PT24H, 0", "PT24H1M, 1", "PT90H, 1"})
    void silenceIsAnAlarmWhereItIsLongerThanAllowed(Duration silence, int alarms) {
        // Given
        sight.startsFrom(NOON);
        hear(NOON);

        // When
        sight.clear(NOON.plus(silence), new TreeSet<>());

        // Then
        assertThat(alarms()).hasSize(alarms);
    }

    @ParameterizedTest(name = "it was silent for {0} a {1} ago, and is so for {2}: {3}")
    @CsvSource({
        "PT30H, PT24H,  PT59H, 0",
        "PT30H, PT24H,  PT61H, 1",
        "PT2H,  PT24H,  PT25H, 1",
        "PT30H, PT480H, PT25H, 1",
    })
    void twiceTheLongestSilenceOfTwoWeeksIsUsual(Duration gap, Duration ago, Duration silence, int alarms) {
        // Given
        Instant afterGap = NOON.plus(gap);
        Instant last = afterGap.plus(ago);
        sight.startsFrom(NOON);
        hear(NOON);
        hear(afterGap);
        IntStream.range(0, (int) ago.toHours()).forEach(hour -> hear(afterGap.plus(Duration.ofHours(hour))));
        hear(last);

        // When
        sight.clear(last.plus(silence), new TreeSet<>());

        // Then
        assertThat(alarms()).hasSize(alarms);
    }

    @Test
    void silenceSinceTheStartCountsToo() {
        // Given
        sight.startsFrom(NOON);

        // When
        sight.clear(NOON.plus(Duration.ofHours(25)), new TreeSet<>());

        // Then
        assertThat(alarms()).singleElement().satisfies(alarm -> {
            assertThat(alarm.policy()).isEqualTo("audit-log-speaks");
            assertThat(alarm.severity()).isEqualTo(Severity.MEDIUM);
            assertThat(alarm.found()).contains("since 2026-03-01T12:00:00Z");
            assertThat(alarm.allowed()).isEqualTo("An entry at least every 24h.");
        });
    }

    @Test
    void whoCannotReadDoesNotCallTheLogSilent() {
        // Given
        sight.startsFrom(NOON);
        hear(NOON);
        block(Kind.LOG_UNAVAILABLE);

        // When
        clock.add(Duration.ofDays(3));

        // Then
        assertThat(alarms()).extracting(PolicyViolated::policy).containsExactly("audit-log-followed");
    }

    @Test
    void entriesShownAgainOrLateMakeNoGap() {
        // Given
        Rhythm rhythm = Rhythm.from(NOON).heard(times(NOON, NOON.plus(MINUTE)));

        // When
        Rhythm again = rhythm.heard(times(NOON.minus(MINUTE), NOON, NOON.plus(MINUTE)));

        // Then
        assertThat(again).isEqualTo(rhythm);
        assertThat(again.longestGap()).isEqualTo(MINUTE);
    }

    @Test
    void whatIsRememberedOfSilencesIsBounded() {
        // Given
        Rhythm rhythm = Rhythm.from(NOON);

        // When
        for (int day = 0; day < 365; day++) {
            rhythm = rhythm.heard(times(NOON.plus(Duration.ofDays(day))));
        }

        // Then
        assertThat(rhythm.longestGaps()).hasSizeLessThanOrEqualTo(Rhythm.DAYS + 1);
    }

    private static TreeSet<Instant> times(Instant... times) {
        return Stream.of(times).collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
    }

    private void hear(Instant time) {
        sight.clear(time, times(time));
    }

    private void follow() {
        sight.clear(clock.instant(), times(clock.instant()));
    }

    private void block(Kind kind) {
        sight.blocked(obstacle(kind), CAUSE);
    }

    private static Obstacle obstacle(Kind kind) {
        return new Obstacle(kind, "an error", "What helps.", Optional.empty());
    }

    private List<PolicyViolated> alarms() {
        return sight.alarms(clock.instant(), SETTINGS);
    }
}
