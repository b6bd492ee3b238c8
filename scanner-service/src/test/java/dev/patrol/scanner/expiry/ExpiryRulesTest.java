package dev.patrol.scanner.expiry;

import static org.assertj.core.api.Assertions.assertThat;

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
        "PT168H,            7",
        "PT168H0.0000001S,  8",
        "PT168H1S,          8",
        "PT167H59M59S,      7",
        "PT36H,             2",
        "PT24H,             1",
        "PT1S,              1",
        "PT0.0000001S,      1",
        "PT0S,              0",
        "PT-1S,             0",
        "PT-24H,           -1",
        "PT720H,           30",
        "PT720H1S,         31"
    })
    void aBegunDayIsADay(Duration left, int days) {
        // When
        int counted = DaysLeft.until(NOW.plus(left), NOW);

        // Then
        assertThat(counted).isEqualTo(days);
    }

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
