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
        SeenTokens seen =
                SeenTokens.of(List.of(Standing.DUE, Standing.REVOKED, Standing.DUE), List.of(), token -> true);

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
    void aTokenWithASuccessorCountsNoMoreAndItsSuccessorDoes() {
        // Given
        Token one = token("one", Duration.ofDays(1));
        SeenTokens seen = of(one, token(one.successorName(), Duration.ofDays(20)));

        // When
        int soon = seen.expiringWithin(Duration.ofDays(2), NOON);
        int later = seen.expiringWithin(Duration.ofDays(30), NOON);

        // Then
        assertThat(soon).isZero();
        assertThat(later).isOne();
    }

    @Test
    void whatIsNotPatrolsDoesNotCount() {
        // When
        SeenTokens seen = SeenTokens.of(
                List.of(Standing.EXCLUDED), List.of(token("personal", Duration.ofDays(1))), token -> false);

        // Then
        assertThat(seen.expiringWithin(Duration.ofDays(2), NOON)).isZero();
    }

    private static SeenTokens of(Token... live) {
        return SeenTokens.of(List.of(), List.of(live), token -> true);
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
