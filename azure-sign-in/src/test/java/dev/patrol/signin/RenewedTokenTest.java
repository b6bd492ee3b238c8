package dev.patrol.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patrol.azuredevops.TokenValue;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.threeten.extra.MutableClock;

class RenewedTokenTest {
    private final MutableClock clock = MutableClock.of(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC);
    private final Heard heard = new Heard();
    private final AtomicInteger renewals = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile FailureKind failing;

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void manyCallersWaitForOneRenewal() {
        // Given
        CountDownLatch released = new CountDownLatch(1);
        RenewedToken token = token(refused -> {
            join(released);
            return fresh();
        });
        List<CompletableFuture<TokenValue>> callers = Stream.generate(
                        () -> CompletableFuture.supplyAsync(token::current, threads))
                .limit(20)
                .toList();

        // When
        released.countDown();

        // Then
        assertThat(callers)
                .allSatisfy(caller -> assertThat(caller.join().reveal()).isEqualTo("token-1"));
        assertThat(renewals).hasValue(1);
        assertThat(heard.signedIn).containsExactly("somebody");
    }

    @Test
    void nobodyWaitsForARenewalAheadOfExpiry() {
        // Given
        CountDownLatch released = new CountDownLatch(1);
        RenewedToken token = token(refused -> {
            if (renewals.get() > 0) {
                join(released);
            }
            return fresh();
        });
        token.current();
        clock.add(Duration.ofMinutes(55));

        // When
        String meanwhile = token.current().reveal();
        released.countDown();

        // Then
        assertThat(meanwhile).isEqualTo("token-1");
        Awaitility.await().until(() -> token.current().reveal().equals("token-2"));
        assertThat(renewals).hasValue(2);
    }

    @Test
    void theOldTokenWorksOnWhileTheAuthorityIsAwayAndThenNothingIsAskedTooOften() {
        // Given
        RenewedToken token = token(this::renewed);
        token.current();
        failing = FailureKind.AUTHORITY_UNREACHABLE;
        clock.add(Duration.ofMinutes(55));

        // When
        String whileGood = token.current().reveal();
        Awaitility.await().until(() -> heard.setbacks.size() == 1);
        SignInState troubled = token.state();
        clock.add(Duration.ofHours(1));
        assertThatThrownBy(token::current).isInstanceOf(SignInException.class);

        // Then
        assertThat(whileGood).isEqualTo("token-1");
        assertThat(troubled).isInstanceOf(SignInState.Troubled.class);
        assertThat(troubled.ready()).isTrue();
        assertThatThrownBy(token::current).hasMessageContaining("can't be reached");
        assertThat(heard.setbacks).hasSize(2);
        assertThat(heard.mustSignIn).isEmpty();
        assertThat(token.state().ready()).isFalse();
    }

    @Test
    void comesBackWithoutACallerWhenSomebodyLooksAtTheState() {
        // Given
        failing = FailureKind.SIGN_IN_ENDED;
        RenewedToken token = token(this::renewed);
        assertThatThrownBy(token::current).hasMessageContaining("./patrol login");
        failing = null;
        clock.add(Duration.ofSeconds(30));

        // When
        // Then
        Awaitility.await().until(() -> token.state().ready());
        assertThat(heard.mustSignIn).hasSize(1);
        assertThat(heard.signedIn).containsExactly("somebody");
    }

    @Test
    void aPersonIsToldOnceUntilSomebodySignedIn() {
        // Given
        failing = FailureKind.SIGN_IN_ENDED;
        RenewedToken token = token(this::renewed);

        // When
        for (int time = 0; time < 5; time++) {
            assertThatThrownBy(token::current).isInstanceOf(SignInException.class);
            clock.add(Duration.ofMinutes(1));
        }
        failing = null;
        token.current();
        failing = FailureKind.SIGN_IN_ENDED;
        clock.add(Duration.ofHours(2));
        assertThatThrownBy(token::current).isInstanceOf(SignInException.class);

        // Then
        Awaitility.await().untilAsserted(() -> assertThat(heard.mustSignIn).hasSize(2));
    }

    @Test
    void aTokenThatAzureDevOpsRefusesIsReplacedUnlessItIsNew() {
        // Given
        RenewedToken token = token(this::renewed);
        TokenValue first = token.current();

        // When
        boolean atOnce = token.refused(first);
        clock.add(Duration.ofMinutes(2));
        boolean later = token.refused(first);
        TokenValue second = token.current();

        // Then
        assertThat(atOnce).isFalse();
        assertThat(later).isTrue();
        assertThat(second.reveal()).isEqualTo("token-2");
        assertThat(token.refused(first)).isTrue();
        assertThat(token.current().reveal()).isEqualTo("token-2");
    }

    @Test
    void aCallerDoesNotWaitForEver() {
        // Given
        RenewedToken token = new RenewedToken(
                refused -> {
                    join(new CountDownLatch(1));
                    return fresh();
                },
                Duration.ofMinutes(10),
                Duration.ofMillis(200),
                heard,
                clock,
                threads);

        // When
        // Then
        assertThatThrownBy(token::current).hasMessageContaining("no token within");
    }

    private RenewedToken token(AccessTokenSource source) {
        return new RenewedToken(source, Duration.ofMinutes(10), Duration.ofSeconds(20), heard, clock, threads);
    }

    private AccessToken renewed(Optional<TokenValue> refused) {
        if (failing != null) {
            throw new SignInException(SignInFailure.of(failing));
        }
        return fresh();
    }

    private AccessToken fresh() {
        Instant now = clock.instant();
        return new AccessToken(
                new TokenValue("token-" + renewals.incrementAndGet()),
                "somebody",
                true,
                now,
                now.plus(Duration.ofHours(1)));
    }

    private static void join(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
