package dev.patrol.signin;

import dev.patrol.azuredevops.TokenValue;
import dev.patrol.signin.Renewal.Setback;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Hands out one access token and keeps it good. At most one renewal is under way; callers wait for it only where there is no
 * good token. What {@link Renewal} decides is done here.
 */
final class RenewedToken {
    private static final Duration NEW = Duration.ofMinutes(1);

    private final AccessTokenSource source;
    private final Duration ahead;
    private final Duration patience;
    private final SignInListener listener;
    private final Clock clock;
    private final Executor background;

    private Renewal renewal = Renewal.NOTHING_YET;
    private CompletableFuture<AccessToken> underWay;
    private boolean toldToSignIn;
    private boolean toldSignedIn;

    RenewedToken(
            AccessTokenSource source,
            Duration ahead,
            Duration patience,
            SignInListener listener,
            Clock clock,
            Executor background) {
        this.source = source;
        this.ahead = ahead;
        this.patience = patience;
        this.listener = listener;
        this.clock = clock;
        this.background = background;
    }

    /** @throws SignInException where there is no good token and none can be had now */
    TokenValue current() {
        CompletableFuture<AccessToken> fresh;
        synchronized (this) {
            switch (renewal.next(clock.instant(), ahead)) {
                case USE -> {
                    return renewal.token().orElseThrow().value();
                }
                case USE_AND_RENEW -> {
                    TokenValue good = renewal.token().orElseThrow().value();
                    begin();
                    return good;
                }
                case REFUSE -> throw new SignInException(failure());
                default -> fresh = begin();
            }
        }
        return await(fresh).value();
    }

    /**
     * Takes back a token that Azure DevOps did not accept although it should be good.
     *
     * @return whether the call is worth one more try: not with a token that is quite new, which is refused for what it may do
     *     and not for its age
     */
    synchronized boolean refused(TokenValue value) {
        if (renewal.token().isEmpty()) {
            return false;
        }
        AccessToken token = renewal.token().get();
        if (!token.value().reveal().equals(value.reveal())) {
            return true;
        }
        if (token.isNew(clock.instant(), NEW)) {
            return false;
        }
        renewal = renewal.refusedByAzureDevOps();
        return true;
    }

    /** Also asks for a token where that is due, so that it comes back without a caller. */
    synchronized SignInState state() {
        Instant now = clock.instant();
        switch (renewal.next(now, ahead)) {
            case RENEW_FIRST, USE_AND_RENEW -> begin();
            default -> {
                // Nothing is due.
            }
        }
        if (renewal.usable(now)) {
            AccessToken token = renewal.token().orElseThrow();
            return renewal.setback()
                    .<SignInState>map(setback ->
                            new SignInState.Troubled(token.account(), token.usableUntil(), setback.failure()))
                    .orElseGet(() -> new SignInState.SignedIn(token.account(), Optional.of(token.expires())));
        }
        return renewal.setback()
                .<SignInState>map(setback -> new SignInState.Without(setback.failure(), setback.since()))
                .orElseGet(SignInState.Starting::new);
    }

    private SignInFailure failure() {
        return renewal.setback().map(Setback::failure).orElseThrow();
    }

    private CompletableFuture<AccessToken> begin() {
        if (underWay != null) {
            return underWay;
        }
        Optional<TokenValue> held = renewal.token().map(AccessToken::value);
        CompletableFuture<AccessToken> begun = new CompletableFuture<>();
        underWay = begun;
        background.execute(() -> renew(held, begun));
        return begun;
    }

    private void renew(Optional<TokenValue> held, CompletableFuture<AccessToken> begun) {
        AccessToken fresh;
        try {
            fresh = source.renew(held);
        } catch (RuntimeException e) {
            SignInException known = Failures.of(e);
            Renewal failed = renewal().failed(known.failure(), clock.instant());
            keep(failed);
            end(() -> tellFailed(failed), () -> begun.completeExceptionally(known));
            return;
        }
        keep(renewal().renewed(fresh));
        end(() -> tellSignedIn(fresh.account()), () -> begun.complete(fresh));
    }

    private synchronized Renewal renewal() {
        return renewal;
    }

    private synchronized void keep(Renewal now) {
        renewal = now;
    }

    /** The next renewal begins after the listener has heard of this one, so that it hears in order, and callers after it. */
    private void end(Runnable tell, Runnable release) {
        try {
            tell.run();
        } finally {
            synchronized (this) {
                underWay = null;
            }
            release.run();
        }
    }

    private void tellSignedIn(String account) {
        boolean news = !toldSignedIn || toldToSignIn;
        toldSignedIn = true;
        toldToSignIn = false;
        if (news) {
            listener.signedIn(account);
        }
    }

    private void tellFailed(Renewal failed) {
        Setback setback = failed.setback().orElseThrow();
        listener.setback(setback.failure(), setback.nextTry());
        if (setback.failure().kind().needsSignIn() && !toldToSignIn) {
            toldToSignIn = true;
            Optional<Instant> worksUntil =
                    failed.usable(clock.instant()) ? failed.token().map(AccessToken::usableUntil) : Optional.empty();
            listener.mustSignIn(setback.failure(), worksUntil);
        }
    }

    private AccessToken await(CompletableFuture<AccessToken> fresh) {
        try {
            return fresh.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new SignInException(
                    SignInFailure.of(FailureKind.AUTHORITY_UNREACHABLE, "no token within " + patience));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SignInException(SignInFailure.of(FailureKind.AUTHORITY_UNREACHABLE, "interrupted"));
        } catch (ExecutionException | CompletionException e) {
            throw Failures.of(e);
        }
    }
}
