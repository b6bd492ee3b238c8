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

class UnrotatedTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final Unrotated unrotated =
            new Unrotated(token -> !token.displayName().startsWith("personal"), NOON);

    @Test
    void aTokenWithASuccessorIsLeftOutAndItsSuccessorIsNot() {
        // Given
        Token one = token("one", Duration.ofDays(1));
        Token successor = token(one.successorName(), Duration.ofDays(20));

        // When
        List<Token> living = unrotated.living(List.of(one, successor));

        // Then
        assertThat(living).containsExactly(successor);
    }

    @Test
    void whatIsNotPatrolsIsLeftOut() {
        // Given
        unrotated.expired(token("personal-2", Duration.ofHours(-1)));

        // When
        List<Token> living = unrotated.living(List.of(token("personal", Duration.ofDays(1))));

        // Then
        assertThat(living).isEmpty();
        assertThat(unrotated.died(List.of())).isEmpty();
    }

    @Test
    void whatHasExpiredOfLateWithoutASuccessorDied() {
        // Given
        Token lately = token("lately", Duration.ofHours(-25));
        unrotated.expired(lately);
        unrotated.expired(token("long-ago", Duration.ofHours(-27)));

        // When
        List<Token> died = unrotated.died(List.of(token("another", Duration.ofDays(9))));

        // Then
        assertThat(died).containsExactly(lately);
    }

    @Test
    void whatExpiredAfterItsSuccessorWasThereDidNotDie() {
        // Given
        Token first = token("one", Duration.ofHours(-9));
        Token second = token(first.successorName(), Duration.ofHours(-1));
        unrotated.expired(second);
        unrotated.expired(first);

        // When
        List<Token> died = unrotated.died(List.of());

        // Then
        assertThat(died).containsExactly(second);
    }

    @Test
    void whoseSuccessorWasRevokedOnPurposeDidNotDie() {
        // Given
        Token one = token("one", Duration.ofHours(-1));
        unrotated.expired(one);

        // When
        unrotated.revoked(token(one.successorName(), Duration.ofDays(20)));

        // Then
        assertThat(unrotated.died(List.of())).isEmpty();
    }

    @Test
    void aLineageThatLivesAgainIsNotMissed() {
        // Given
        Token one = token("one", Duration.ofHours(-1));
        unrotated.expired(one);

        // When
        List<Token> died = unrotated.died(List.of(token("one", Duration.ofDays(20))));

        // Then
        assertThat(died).isEmpty();
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
