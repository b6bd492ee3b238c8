package dev.patrol.signin;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import dev.patrol.azuredevops.Credential;
import dev.patrol.azuredevops.TokenValue;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * As the identity that the process runs under, found as every Azure SDK program finds it. Good for the token administration,
 * the audit log and the graph; the PAT lifecycle API refuses it unless it is a user's ({@code az login}).
 */
public final class IdentitySignIn implements SignIn {
    private static final String SCOPE = EntraUserSettings.AZURE_DEVOPS + "/.default";
    private static final Duration AHEAD = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ACCOUNT = "the identity of this process";

    private final ExecutorService threads = DaemonThreads.start();
    private final TokenCredential identity;
    private final Clock clock;
    private final RenewedToken token;
    private final Credential credential;

    public IdentitySignIn(TokenCredential identity, SignInListener listener, Clock clock) {
        this.identity = identity;
        this.clock = clock;
        this.token = new RenewedToken(this::renewed, AHEAD, PATIENCE, listener, clock, threads);
        this.credential = AccessTokens.credentialOf(token);
    }

    /** With {@code DefaultAzureCredential}. */
    public static IdentitySignIn ofThisProcess(SignInListener listener, Clock clock) {
        return new IdentitySignIn(
                new DefaultAzureCredentialBuilder()
                        .httpClient(new JdkHttpClientBuilder().build())
                        .build(),
                listener,
                clock);
    }

    /** Azure Identity keeps and renews tokens itself; what it gives is taken as it is, also where it is not new. */
    private AccessToken renewed(Optional<TokenValue> held) {
        try {
            com.azure.core.credential.AccessToken issued =
                    identity.getTokenSync(new TokenRequestContext().addScopes(SCOPE));
            return new AccessToken(
                    new TokenValue(issued.getToken()),
                    ACCOUNT,
                    // Azure Identity does not tell, and gives no other before this one is old.
                    true,
                    clock.instant(),
                    issued.getExpiresAt().toInstant());
        } catch (RuntimeException e) {
            // Its message tells of every way that was tried, at length, and may quote answers; the library logs it.
            throw new SignInException(SignInFailure.of(
                    FailureKind.IDENTITY_UNAVAILABLE, e.getClass().getSimpleName()));
        }
    }

    @Override
    public SignInWay way() {
        return SignInWay.AZURE_IDENTITY;
    }

    @Override
    public Credential credential() {
        return credential;
    }

    @Override
    public SignInState state() {
        return token.state();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
