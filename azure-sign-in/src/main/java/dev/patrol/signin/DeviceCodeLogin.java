package dev.patrol.signin;

import com.microsoft.aad.msal4j.DeviceCode;
import com.microsoft.aad.msal4j.DeviceCodeFlowParameters;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.PublicClientApplication;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Signs a user in by the OAuth 2.0 device-code flow and keeps the sign-in for the services. */
public final class DeviceCodeLogin {
    private DeviceCodeLogin() {}

    /**
     * Returns when the user has signed in and the sign-in is kept; a process that uses an earlier one goes over to it by
     * itself. Takes as long as the person takes, at most until the code expires. Interrupting the thread gives it up.
     *
     * @throws SignInException with what helps
     */
    public static SignedInUser run(EntraUserSettings settings, LoginProgress progress, CacheStore store) {
        return run(settings, progress, store, AuthorityClient.SLOWER_BY);
    }

    static SignedInUser run(EntraUserSettings settings, LoginProgress progress, CacheStore store, Duration slowerBy) {
        // Nobody should sign in first and then learn that there is no place to keep it.
        inStore(store::load);
        ExecutorService threads = DaemonThreads.start();
        try {
            AuthorityClient http = new AuthorityClient(settings, slowerBy, progress::waiting);
            PublicClientApplication application = Msal.application(settings, http, threads);
            IAuthenticationResult result = signIn(application, settings, progress);
            requireAll(settings.permissions(), result.scopes());
            Cached cached = new Cached(application.tokenCache().serialize());
            inStore(() -> {
                store.save(cached);
                return cached;
            });
            return new SignedInUser(
                    result.account().username(), result.expiresOnDate().toInstant());
        } finally {
            threads.shutdownNow();
        }
    }

    private static IAuthenticationResult signIn(
            PublicClientApplication application, EntraUserSettings settings, LoginProgress progress) {
        DeviceCodeFlowParameters parameters = DeviceCodeFlowParameters.builder(
                        Msal.scopes(settings), code -> progress.prompt(promptOf(code)))
                .build();
        CompletableFuture<IAuthenticationResult> flow = application.acquireToken(parameters);
        try {
            return flow.get();
        } catch (ExecutionException e) {
            throw Failures.of(e);
        } catch (InterruptedException e) {
            flow.cancel(true);
            Thread.currentThread().interrupt();
            throw new SignInException(SignInFailure.of(FailureKind.DECLINED, "interrupted"));
        }
    }

    private static DeviceCodePrompt promptOf(DeviceCode code) {
        return new DeviceCodePrompt(
                URI.create(code.verificationUri()), code.userCode(), Duration.ofSeconds(code.expiresIn()));
    }

    /** The authority may give less than was asked for, and then every call to Azure DevOps would be refused. */
    private static void requireAll(Set<String> permissions, String scopes) {
        Set<String> given = Arrays.stream(scopes.split("\\s+"))
                .map(scope -> scope.substring(scope.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        String missing = permissions.stream()
                .filter(permission -> !permission.startsWith("."))
                .filter(permission -> !given.contains(permission.toLowerCase(Locale.ROOT)))
                .sorted()
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new SignInException(SignInFailure.of(FailureKind.CONSENT_MISSING, "not given: " + missing));
        }
    }

    private static <T> T inStore(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException away) {
            throw new SignInException(SignInFailure.of(
                    FailureKind.STORE_UNAVAILABLE, away.getClass().getSimpleName()));
        }
    }
}
