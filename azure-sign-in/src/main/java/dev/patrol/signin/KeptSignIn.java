package dev.patrol.signin;

import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.SilentParameters;
import com.microsoft.aad.msal4j.TokenSource;
import dev.patrol.azuredevops.TokenValue;
import java.net.MalformedURLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * Redeems the sign-in that is kept. Guarantees:
 *
 * <ul>
 *   <li>What redeeming changed is kept before the new access token is used.
 *   <li>Where keeping it fails, it is kept at the next try, and not redeemed again: the token that was redeemed may work
 *       once only.
 *   <li>Where another process renewed, its access token is taken instead of asking the authority.
 *   <li>Where the authority does not take the refresh token, the store is read again first: another process may have
 *       replaced it, and may be about to say so.
 *   <li>A sign-in that is known to be over is not shown to the authority at every call.
 * </ul>
 *
 * Used by one thread at a time.
 */
final class KeptSignIn implements AccessTokenSource {
    /** When the store is read again after a refusal. */
    private static final List<Duration> LOOK_AGAIN =
            List.of(Duration.ZERO, Duration.ofMillis(250), Duration.ofSeconds(1));
    /** An administrator may have enabled the user again. MSAL itself repeats a refusal for two minutes without asking. */
    private static final Duration TRY_THE_DEAD_AGAIN = Duration.ofMinutes(10);

    private record Redeemed(IAuthenticationResult result, Cached cached) {}

    private record Dead(String fingerprint, SignInFailure failure, Instant since) {}

    /** What could not be kept, and what it is to replace. */
    private record Unsaved(String instead, Cached cached) {}

    private final EntraUserSettings settings;
    private final CacheStore store;
    private final AuthorityClient http;
    private final ExecutorService threads;
    private final Clock clock;
    private Optional<Dead> dead = Optional.empty();
    private Optional<Unsaved> unsaved = Optional.empty();

    KeptSignIn(
            EntraUserSettings settings, CacheStore store, AuthorityClient http, ExecutorService threads, Clock clock) {
        this.settings = settings;
        this.store = store;
        this.http = http;
        this.threads = threads;
        this.clock = clock;
    }

    @Override
    public AccessToken renew(Optional<TokenValue> held) {
        Cached kept = kept();
        refuseTheDead(kept);
        try {
            return tokenOf(kept, held);
        } catch (SignInException e) {
            if (!e.failure().kind().needsSignIn()) {
                throw e;
            }
            Optional<Cached> newer = newerThan(kept);
            if (newer.isPresent()) {
                return tokenOf(newer.get(), held);
            }
            SignInFailure failure = e.failure().about(kept.fingerprint());
            dead = Optional.of(new Dead(kept.fingerprint(), failure, clock.instant()));
            throw new SignInException(failure);
        }
    }

    /** The sign-in to go by, after keeping what could not be kept before. */
    private Cached kept() {
        Cached kept = load().orElseThrow(() -> new SignInException(SignInFailure.of(FailureKind.NEVER_SIGNED_IN)));
        boolean replaces =
                unsaved.filter(one -> one.instead().equals(kept.fingerprint())).isPresent();
        if (replaces) {
            Cached ours = unsaved.get().cached();
            save(kept, ours);
            return ours;
        }
        unsaved = Optional.empty();
        return kept;
    }

    private void refuseTheDead(Cached kept) {
        dead.filter(one -> one.fingerprint().equals(kept.fingerprint()))
                .filter(one -> clock.instant().isBefore(one.since().plus(TRY_THE_DEAD_AGAIN)))
                .ifPresent(one -> {
                    throw new SignInException(one.failure());
                });
    }

    private AccessToken tokenOf(Cached kept, Optional<TokenValue> held) {
        Redeemed redeemed = redeemed(kept, held);
        boolean issuedNow = redeemed.result().metadata().tokenSource() == TokenSource.IDENTITY_PROVIDER;
        if (issuedNow) {
            save(kept, redeemed.cached());
        }
        dead = Optional.empty();
        IAuthenticationResult result = redeemed.result();
        Instant now = clock.instant();
        return new AccessToken(
                new TokenValue(result.accessToken()),
                result.account().username(),
                issuedNow,
                now,
                now.plus(remaining(result)));
    }

    private Redeemed redeemed(Cached signIn, Optional<TokenValue> held) {
        PublicClientApplication application = Msal.application(settings, http, threads);
        IAccount account = accountOf(application, signIn);
        try {
            IAuthenticationResult result = silently(application, account, false);
            boolean kept = result.metadata().tokenSource() == TokenSource.CACHE;
            if (kept && isOld(result, held)) {
                result = silently(application, account, true);
            }
            return new Redeemed(result, new Cached(application.tokenCache().serialize()));
        } catch (RuntimeException e) {
            SignInException failed = Failures.of(e);
            throw failed.failure().kind() == FailureKind.NEVER_SIGNED_IN ? otherSignIn() : failed;
        }
    }

    private static IAccount accountOf(PublicClientApplication application, Cached signIn) {
        try {
            application.tokenCache().deserialize(signIn.reveal());
        } catch (RuntimeException noCache) {
            throw otherSignIn();
        }
        return application.getAccounts().join().stream().findFirst().orElseThrow(KeptSignIn::otherSignIn);
    }

    private static SignInException otherSignIn() {
        return new SignInException(SignInFailure.of(FailureKind.OTHER_SIGN_IN));
    }

    /** Where it is not quite new, another process got it. */
    private boolean isOld(IAuthenticationResult result, Optional<TokenValue> held) {
        boolean same =
                held.filter(one -> one.reveal().equals(result.accessToken())).isPresent();
        return same || remaining(result).compareTo(settings.renewAhead()) <= 0;
    }

    /** By the system's clock, which MSAL goes by. */
    private static Duration remaining(IAuthenticationResult result) {
        return Duration.between(Instant.now(), result.expiresOnDate().toInstant());
    }

    private IAuthenticationResult silently(PublicClientApplication application, IAccount account, boolean anew) {
        SilentParameters parameters = SilentParameters.builder(Msal.scopes(settings), account)
                .forceRefresh(anew)
                // Else MSAL goes to the host that the cache names, which has lost its port.
                .authorityUrl(Msal.authority(settings))
                .build();
        try {
            return application.acquireTokenSilently(parameters).join();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("The authority's address was good before", e);
        }
    }

    private Optional<Cached> newerThan(Cached kept) {
        for (Duration wait : LOOK_AGAIN) {
            if (!wait.isZero()) {
                Pause.of(wait);
            }
            Optional<Cached> now = load().filter(one -> !one.fingerprint().equals(kept.fingerprint()));
            if (now.isPresent()) {
                return now;
            }
        }
        return Optional.empty();
    }

    private Optional<Cached> load() {
        try {
            return store.load();
        } catch (RuntimeException away) {
            throw storeUnavailable(away);
        }
    }

    private void save(Cached instead, Cached changed) {
        unsaved = Optional.of(new Unsaved(instead.fingerprint(), changed));
        try {
            store.save(changed);
        } catch (RuntimeException away) {
            throw storeUnavailable(away);
        }
        unsaved = Optional.empty();
    }

    /** Of what the store says only the type is told: the store was given a secret. */
    private static SignInException storeUnavailable(RuntimeException away) {
        return new SignInException(
                SignInFailure.of(FailureKind.STORE_UNAVAILABLE, away.getClass().getSimpleName()));
    }
}
