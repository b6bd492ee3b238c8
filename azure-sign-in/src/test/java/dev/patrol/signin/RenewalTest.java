package dev.patrol.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.azuredevops.TokenValue;
import dev.patrol.signin.Renewal.Setback;
import dev.patrol.signin.Renewal.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenewalTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final Duration AHEAD = Duration.ofMinutes(10);
    private static final AccessToken TOKEN =
            new AccessToken(new TokenValue("t"), "somebody", true, START, START.plus(Duration.ofHours(1)));

    /** The token lives an hour; after a failure nothing is tried before the minute given. */
    @ParameterizedTest
    @CsvSource({
        "PT0S, , false, USE",
        "PT49M59S, , false, USE",
        "PT50M, , false, USE_AND_RENEW",
        "PT59M29S, , false, USE_AND_RENEW",
        "PT59M31S, , false, RENEW_FIRST",
        "PT3H, , false, RENEW_FIRST",
        "PT51M, PT52M, false, USE",
        "PT52M, PT52M, false, USE_AND_RENEW",
        "PT70M, PT71M, false, REFUSE",
        "PT71M, PT71M, false, RENEW_FIRST",
        "PT5M, , true, RENEW_FIRST",
        "PT5M, PT6M, true, REFUSE",
    })
    void whatFollowsFromTheTime(Duration after, Duration nextTry, boolean refused, Step expected) {
        // Given
        Optional<Setback> setback = Optional.ofNullable(nextTry)
                .map(moment ->
                        new Setback(SignInFailure.of(FailureKind.AUTHORITY_UNREACHABLE), 1, START, START.plus(moment)));
        Renewal renewal = new Renewal(Optional.of(TOKEN), setback, refused);

        // When
        Step step = renewal.next(START.plus(after), AHEAD);

        // Then
        assertThat(step).isEqualTo(expected);
    }

    @Test
    void theFirstTokenIsWaitedFor() {
        assertThat(Renewal.NOTHING_YET.next(START, AHEAD)).isEqualTo(Step.RENEW_FIRST);
    }

    @Test
    void aShortLifeIsRenewedInItsLastQuarter() {
        // Given
        AccessToken brief = new AccessToken(new TokenValue("t"), "somebody", true, START, START.plusSeconds(20));

        // When
        // Then
        assertThat(brief.renewFrom(AHEAD)).isEqualTo(START.plusSeconds(15));
        assertThat(brief.usableUntil()).isEqualTo(START.plusSeconds(19));
    }

    @Test
    void theWaitDoublesUpToAMinute() {
        // Given
        SignInFailure away = SignInFailure.of(FailureKind.AUTHORITY_UNREACHABLE);
        // When
        List<Long> waits = Stream.iterate(
                        Setback.after(Optional.empty(), away, START),
                        before -> Setback.after(Optional.of(before), away, START))
                .limit(100)
                .map(setback -> Duration.between(START, setback.nextTry()).toSeconds())
                .toList();

        // Then
        assertThat(waits).startsWith(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L).endsWith(60L);
    }

    @Test
    void whatOnlyAPersonMendsIsLookedAtTwiceAMinute() {
        // When
        Setback setback = Setback.after(Optional.empty(), SignInFailure.of(FailureKind.SIGN_IN_ENDED), START);

        // Then
        assertThat(setback.nextTry()).isEqualTo(START.plusSeconds(30));
    }
}
