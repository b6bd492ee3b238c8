package dev.patrol.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Severity;
import dev.patrol.service.http.RefusedAttempts.Attempt;
import dev.patrol.service.http.RefusedAttempts.Telling;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefusedAttemptsTest {
    private static final Duration QUIET = Duration.ofMinutes(10);
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Attempt KEYLESS = attempt("no-credential", "192.0.2.1");
    private static final Attempt GUESS = attempt("wrong-credential", "192.0.2.2");
    private static final Attempt OTHER_GUESS = attempt("wrong-credential", "192.0.2.3");

    private final RefusedAttempts attempts = new RefusedAttempts(QUIET);

    @Test
    void theFirstOfEachKindIsToldAtOnce() {
        // Given
        attempts.add(KEYLESS, NOON);

        // When
        Optional<Telling> telling = attempts.add(GUESS, NOON);

        // Then
        assertThat(telling).contains(new Telling(GUESS, 0));
    }

    @Test
    void whatFollowsWaits() {
        // Given
        attempts.add(GUESS, NOON);

        // When
        Optional<Telling> telling = attempts.add(OTHER_GUESS, NOON.plus(QUIET).minusMillis(1));

        // Then
        assertThat(telling).isEmpty();
    }

    @Test
    void whatHasWaitedIsToldAlsoWhereNobodyTriesAgain() {
        // Given
        attempts.add(GUESS, NOON);
        attempts.add(GUESS, NOON.plusSeconds(1));
        attempts.add(OTHER_GUESS, NOON.plusSeconds(2));

        // When
        Optional<Telling> rest = attempts.rest("wrong-credential", NOON.plus(QUIET));

        // Then
        assertThat(rest).contains(new Telling(OTHER_GUESS, 1));
        assertThat(attempts.rest("wrong-credential", NOON.plus(QUIET))).isEmpty();
    }

    @Test
    void whoeverTriesAgainLaterIsToldWithThoseThatHaveWaited() {
        // Given
        attempts.add(GUESS, NOON);
        attempts.add(GUESS, NOON.plusSeconds(1));

        // When
        Optional<Telling> telling = attempts.add(OTHER_GUESS, NOON.plus(QUIET));

        // Then
        assertThat(telling).contains(new Telling(OTHER_GUESS, 1));
    }

    @Test
    void whatNobodyHasHeardOfIsNotLost() {
        // Given
        Telling unheard = attempts.add(GUESS, NOON).orElseThrow();
        attempts.add(GUESS, NOON.plusSeconds(1));

        // When
        attempts.takeBack(unheard);

        // Then
        assertThat(attempts.add(OTHER_GUESS, NOON.plusSeconds(2))).contains(new Telling(OTHER_GUESS, 2));
    }

    private static Attempt attempt(String code, String address) {
        return new Attempt("POST /rotate", address, new Denial(Severity.HIGH, code, "so", "Do something."));
    }
}
