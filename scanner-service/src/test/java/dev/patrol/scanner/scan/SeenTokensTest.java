package dev.patrol.scanner.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SeenTokensTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void countsByStanding() {
        // When
        SeenTokens seen = SeenTokens.of(
                List.of(Standing.DUE, Standing.REVOKED, Standing.DUE), List.of(), token -> true, List.of());

        // Then
        assertThat(seen.in(Standing.DUE)).isEqualTo(2);
        assertThat(seen.in(Standing.REVOKED)).isOne();
        assertThat(seen.in(Standing.ACTIVE)).isZero();
    }

    @Test
    void whatExpiresIsCountedFromTheMomentThatItIsAsked() {
        // Given
        SeenTokens seen = of(token("one", Duration.ofDays(3)));

        // When
        int atOnce = seen.expiringWithin(Duration.ofDays(2), NOON);
        int aDayLater = seen.expiringWithin(
                Duration.ofDays(2), NOON.plus(Duration.ofDays(1)).plusSeconds(1));
        int whenItIsDead = seen.expiringWithin(
                Duration.ofDays(2), NOON.plus(Duration.ofDays(3)).plusSeconds(1));

        // Then
        assertThat(atOnce).isZero();
        assertThat(aDayLater).isOne();
        assertThat(whenItIsDead).isZero();
    }

    @Test
    void tokensThatExpireTogetherAllCount() {
        // Given
        SeenTokens seen = of(
                token("one", Duration.ofDays(1)), token("two", Duration.ofDays(1)), token("three", Duration.ofDays(1)));

        // When
        int expiring = seen.expiringWithin(Duration.ofDays(2), NOON);

        // Then
        assertThat(expiring).isEqualTo(3);
    }

    @Test
    void whatIsNotDueYetIsNotMissed() {
        // Given
        Token due = token("due", Duration.ofDays(1));
        Token shortLived = token("short-lived", Duration.ofDays(1));

        // When
        SeenTokens seen = SeenTokens.of(List.of(), List.of(due, shortLived), due::equals, List.of());

        // Then
        assertThat(seen.missedWithin(Duration.ofDays(2), NOON)).isOne();
        assertThat(seen.expiringWithin(Duration.ofDays(2), NOON)).isEqualTo(2);
    }

    @Test
    void whatDiesUnrotatedCountsAsDeadAtOnceAndForAWhile() {
        // Given
        SeenTokens seen = of(token("one", Duration.ofHours(3)));
        Instant dead = NOON.plus(Duration.ofHours(3)).plusSeconds(1);

        // When
        int before = seen.diedWithin(Duration.ofHours(26), NOON);
        int atOnce = seen.diedWithin(Duration.ofHours(26), dead);
        int aDayLater = seen.diedWithin(Duration.ofHours(26), dead.plus(Duration.ofHours(25)));
        int later = seen.diedWithin(Duration.ofHours(26), dead.plus(Duration.ofHours(27)));

        // Then
        assertThat(List.of(before, atOnce, aDayLater, later)).containsExactly(0, 1, 1, 0);
        assertThat(seen.missedWithin(Duration.ofDays(2), dead)).isZero();
    }

    @Test
    void whatTheScanFoundDeadCountsBesideWhatDiesAfterIt() {
        // When
        SeenTokens seen = SeenTokens.of(
                List.of(),
                List.of(token("living", Duration.ofHours(3))),
                token -> true,
                List.of(token("dead", Duration.ofHours(-3))));

        // Then
        assertThat(seen.diedWithin(Duration.ofHours(26), NOON)).isOne();
        assertThat(seen.diedWithin(Duration.ofHours(26), NOON.plus(Duration.ofHours(4))))
                .isEqualTo(2);
        assertThat(seen.expiringWithin(Duration.ofDays(2), NOON)).isOne();
    }

    private static SeenTokens of(Token... live) {
        return SeenTokens.of(List.of(), List.of(live), token -> true, List.of());
    }

    private static Token token(String name, Duration left) {
        return Token.of(
                "contoso",
                UUID.nameUUIDFromBytes(name.getBytes(UTF_8)),
                name,
                List.of("vso.code"),
                NOON.minus(Duration.ofDays(30)),
                NOON.plus(left),
                false,
                Optional.empty());
    }
}
