package dev.patrol.scanner.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Declaration;
import dev.patrol.model.Milestone;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpiryRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT168H, false, 5",
        "PT168H, true, 7",
        "PT169H, false, 7",
        "PT169H, true, 8",
        "PT1H, true, 1",
        "PT720H, false, 29",
        "PT720H, true, 30"
    })
    void isDueFromTheThresholdOn(Duration left, boolean due, int threshold) {
        // When
        TokenExpiring expiring =
                new ExpiryRules(threshold, 0).judge(token(left), true, NOW).orElseThrow();

        // Then
        assertThat(expiring.rotationDue()).isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({
        "PT720H, THIRTY_DAYS",
        "PT360H, THIRTY_DAYS",
        "PT336H, FOURTEEN_DAYS",
        "PT192H, FOURTEEN_DAYS",
        "PT168H, SEVEN_DAYS",
        "PT25H,  SEVEN_DAYS",
        "PT24H,  ONE_DAY",
        "PT1S,   ONE_DAY"
    })
    void saysTheTightestMilestone(Duration left, Milestone milestone) {
        // When
        TokenExpiring expiring =
                new ExpiryRules(7, 0).judge(token(left), true, NOW).orElseThrow();

        // Then
        assertThat(expiring.milestone()).isEqualTo(milestone);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # life         | left       | said
            # 30 days: nothing until 14 are left, and not because of some hours
            P30D           | P30D       | -
            P30D           | P29DT23H   | -
            P30D           | P14DT1S    | -
            P30D           | P14D       | FOURTEEN_DAYS
            P30D           | P7D        | SEVEN_DAYS
            P30DT23H59M59S | P30D       | -
            P30DT23H59M59S | P14D       | FOURTEEN_DAYS
            P31D           | P30D       | THIRTY_DAYS
            P90D           | P30D       | THIRTY_DAYS
            # 14 and 15 days
            P14D           | P14D       | -
            P14D           | P7DT1S     | -
            P14D           | P7D        | SEVEN_DAYS
            P15D           | P14D       | FOURTEEN_DAYS
            # 7 days: due in its last third, which is before its only milestone
            P7D            | P7D        | -
            P7D            | P2DT8H1S   | -
            P7D            | P2DT8H     | SEVEN_DAYS
            P7D            | P1D        | ONE_DAY
            P8D            | P7D        | SEVEN_DAYS
            # so short that no milestone is news: its last third is
            P1D            | P1D        | -
            P1D            | PT8H1S     | -
            P1D            | PT8H       | ONE_DAY
            PT1H           | PT20M      | ONE_DAY
            """)
    void tellsNoMilestoneThatATokenIsBornWith(Duration life, Duration left, Milestone said) {
        // Given
        Token token = token("deploy", NOW.minus(life).plus(left), NOW.plus(left));

        // When
        Optional<TokenExpiring> expiring = new ExpiryRules(7, 0).judge(token, false, NOW);

        // Then
        assertThat(expiring.map(TokenExpiring::milestone)).isEqualTo(Optional.ofNullable(said));
    }

    @ParameterizedTest
    @CsvSource({
        "P20D, true, false, true",
        "P3D, true, true, true",
        "P20D, false, false, false",
        "P3D, false, false, false"
    })
    void tellsWhetherPatrolRotatesItByItselfWhenItsTimeComes(
            Duration left, boolean mayRotate, boolean due, boolean planned) {
        // When
        TokenExpiring expiring =
                new ExpiryRules(7, 0).judge(token(left), mayRotate, NOW).orElseThrow();

        // Then
        assertThat(expiring.rotationDue()).isEqualTo(due);
        assertThat(expiring.rotationPlanned()).isEqualTo(planned);
    }

    @ParameterizedTest
    @CsvSource({"PT720H1S", "PT8760H", "PT0S", "PT-1S", "PT-2400H"})
    void saysNothingOfTokensWithLongToLiveOrNone(Duration left) {
        // When
        Optional<TokenExpiring> said = new ExpiryRules(7, 0).judge(token(left), true, NOW);

        // Then
        assertThat(said).isEmpty();
    }

    @Test
    void aTokenThatMayNotBeRotatedIsAnnouncedButNeverDue() {
        // When
        TokenExpiring expiring = new ExpiryRules(7, 0)
                .judge(token(Duration.ofHours(5)), false, NOW)
                .orElseThrow();

        // Then
        assertThat(expiring.rotationDue()).isFalse();
    }

    @Property
    void whatIsDueStaysDueUntilItDies(
            @ForAll @LongRange(min = 1, max = 2_592_000) long seconds,
            @ForAll @LongRange(min = 0, max = 2_592_000) long later,
            @ForAll @IntRange(min = 1, max = 30) int threshold) {
        ExpiryRules rules = new ExpiryRules(threshold, 0);
        Token token = token(Duration.ofSeconds(seconds));
        boolean dueNow =
                rules.judge(token, true, NOW).map(TokenExpiring::rotationDue).orElse(false);
        Instant then = NOW.plusSeconds(Math.min(later, seconds - 1));

        boolean dueThen =
                rules.judge(token, true, then).map(TokenExpiring::rotationDue).orElse(false);

        assertThat(!dueNow || dueThen).isTrue();
    }

    @Property
    void noTokenIsDueWhenItIsCreated(
            @ForAll @IntRange(min = 1, max = 365) int threshold,
            @ForAll @IntRange(min = 0, max = 30) int spread,
            @ForAll @LongRange(min = 60, max = 31_536_000) long lifeSeconds) {
        Token created = token("deploy", NOW, NOW.plusSeconds(lifeSeconds));

        Optional<TokenExpiring> said = new ExpiryRules(threshold, spread).judge(created, true, NOW);

        assertThat(said.map(TokenExpiring::rotationDue).orElse(false)).isFalse();
    }

    @Property
    void whatIsAnnouncedStaysAnnouncedUntilItDies(
            @ForAll @LongRange(min = 1, max = 4_000_000) long lifeSeconds,
            @ForAll @LongRange(min = 0, max = 4_000_000) long age,
            @ForAll @LongRange(min = 0, max = 4_000_000) long later) {
        ExpiryRules rules = new ExpiryRules(7, 0);
        Token token = token("deploy", NOW, NOW.plusSeconds(lifeSeconds));
        Instant earlier = NOW.plusSeconds(Math.min(age, lifeSeconds - 1));
        Instant then = earlier.plusSeconds(Math.min(later, lifeSeconds - 1 - Math.min(age, lifeSeconds - 1)));

        boolean announcedThen = rules.judge(token, true, then).isPresent();

        assertThat(rules.judge(token, true, earlier).isEmpty() || announcedThen).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // life, left, due: every 30 days, valid 45
        "P45D, P15DT1S, false",
        "P45D, P15D,    true",
        "P45D, P10D,    true",
        // The organization allows no more than 30 days: the last third of those.
        "P30D, P15D,    false",
        "P30D, P10DT1S, false",
        "P30D, P10D,    true",
        // Azure DevOps rounds.
        "PT1079H30M, P15D, true"
    })
    void aDeclaredTokenIsDueAsDeclaredWhateverTheSettingsSay(Duration life, Duration left, boolean due) {
        // Given
        Token token = token("deploy", NOW.plus(left).minus(life), NOW.plus(left));

        // When
        Optional<TokenExpiring> said = new ExpiryRules(2, 0).judge(token, Optional.of(declared(45, 15)), true, NOW);

        // Then
        assertThat(said.map(TokenExpiring::rotationDue).orElse(false)).isEqualTo(due);
    }

    @Property
    void noDeclaredTokenIsDueWhenItIsCreatedAndEachIsBeforeItDies(
            @ForAll @IntRange(min = 0, max = 30) int spread,
            @ForAll @IntRange(min = 1, max = 30) int rotateBefore,
            @ForAll @IntRange(min = 1, max = 335) int interval,
            @ForAll @IntRange(min = 0, max = 3_600) int secondsLost) {
        Duration life = Duration.ofDays(rotateBefore + interval).minusSeconds(secondsLost);
        Token token = token("deploy", NOW, NOW.plus(life));
        Optional<Declaration> declared = Optional.of(declared(rotateBefore + interval, rotateBefore));
        ExpiryRules rules = new ExpiryRules(7, spread);

        Optional<TokenExpiring> fresh = rules.judge(token, declared, true, NOW);
        Optional<TokenExpiring> old =
                rules.judge(token, declared, true, token.validTo().minusSeconds(10));

        assertThat(fresh.map(TokenExpiring::rotationDue).orElse(false)).isFalse();
        assertThat(old.map(TokenExpiring::rotationDue)).contains(true);
    }

    @Property
    void everyTokenIsDueBeforeItDies(
            @ForAll @IntRange(min = 1, max = 365) int threshold,
            @ForAll @IntRange(min = 0, max = 30) int spread,
            @ForAll @LongRange(min = 60, max = 31_536_000) long lifeSeconds) {
        Token token = token("deploy", NOW, NOW.plusSeconds(lifeSeconds));
        Instant lastMinute = token.validTo().minusSeconds(10);

        Optional<TokenExpiring> said = new ExpiryRules(threshold, spread).judge(token, true, lastMinute);

        assertThat(said.map(TokenExpiring::rotationDue)).contains(true);
    }

    @Test
    void dueDatesOfTokensCreatedTogetherAreSpread() {
        // Given
        ExpiryRules rules = new ExpiryRules(7, 2);

        // When
        var thresholds = IntStream.range(0, 300)
                .mapToObj(number -> rules.thresholdOf(token("ci-" + number, NOW, NOW.plus(Duration.ofDays(90)))))
                .collect(Collectors.groupingBy(Duration::toDays, Collectors.counting()));

        // Then
        assertThat(thresholds.keySet()).containsExactlyInAnyOrder(7L, 8L, 9L);
        assertThat(thresholds.values()).allSatisfy(count -> assertThat(count).isBetween(60L, 140L));
    }

    private static Declaration declared(int validDays, int rotateBeforeDays) {
        return new Declaration(
                List.of("vso.code"),
                Duration.ofDays(validDays),
                Duration.ofDays(rotateBeforeDays),
                null,
                null,
                null,
                null,
                null);
    }

    private static Token token(String name, Instant validFrom, Instant validTo) {
        return Token.of(
                "contoso", UUID.randomUUID(), name, List.of("vso.code"), validFrom, validTo, false, Optional.empty());
    }

    private static Token token(Duration left) {
        return Token.of(
                "contoso",
                UUID.randomUUID(),
                "deploy",
                List.of("vso.code"),
                NOW.minus(Duration.ofDays(300)),
                NOW.plus(left),
                false,
                Optional.empty());
    }
}
