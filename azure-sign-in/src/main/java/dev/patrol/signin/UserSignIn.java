package dev.patrol.signin;

import dev.patrol.azuredevops.Credential;
import java.time.Clock;
import java.util.concurrent.ExecutorService;

/** As the user who signed in by {@link DeviceCodeLogin}. */
public final class UserSignIn implements SignIn {
    private final ExecutorService threads = DaemonThreads.start();
    private final RenewedToken token;
    private final Credential credential;

    /** @param store where the sign-in is kept, which is read when the first token is asked for and at each renewal */
    public UserSignIn(EntraUserSettings settings, CacheStore store, SignInListener listener, Clock clock) {
        KeptSignIn kept = new KeptSignIn(settings, store, new AuthorityClient(settings), threads, clock);
        this.token = new RenewedToken(kept, settings.renewAhead(), settings.patience(), listener, clock, threads);
        this.credential = AccessTokens.credentialOf(token);
    }

    @Override
    public SignInWay way() {
        return SignInWay.ENTRA_USER;
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
