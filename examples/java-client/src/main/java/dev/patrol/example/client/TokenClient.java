package dev.patrol.example.client;

import com.azure.security.keyvault.secrets.SecretClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A token that stays the current one for as long as this is open. Safe for use by many threads. */
public final class TokenClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TokenClient.class);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final TokenInMemory token;
    private final Acknowledgements acknowledgements;
    private final RotationFollower follower;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    private TokenClient(ClientSettings settings, SecretClient vault, Clock clock) {
        this.token = new TokenInMemory(new Vault(vault, settings.secretName()));
        this.acknowledgements = new Acknowledgements(settings, clock);
        this.follower = follower(settings, token, acknowledgements, clock);
    }

    /** Where the consumer does not take the settings, nobody has a client that could be closed. */
    private static RotationFollower follower(
            ClientSettings settings, TokenInMemory token, Acknowledgements acknowledgements, Clock clock) {
        try {
            return new RotationFollower(settings, token, acknowledgements, clock);
        } catch (RuntimeException e) {
            acknowledgements.close();
            throw e;
        }
    }

    /**
     * Reads the token, and begins to follow its rotations.
     *
     * @throws NotNow where the vault can't be read
     */
    public static TokenClient start(ClientSettings settings, SecretClient vault, Clock clock) {
        TokenClient client = new TokenClient(settings, vault, clock);
        Thread thread = new Thread(client::follow, "token-rotations");
        thread.setDaemon(true);
        thread.start();
        return client;
    }

    private void follow() {
        try {
            follower.run();
            end.complete(null);
        } catch (RuntimeException | Error e) {
            end.completeExceptionally(e);
        }
    }

    /** The token to sign in with. Take it anew for each call, and keep it nowhere else. */
    public HeldToken token() {
        return token.current();
    }

    /**
     * For a call that was refused although the token should work: takes what the vault has now, which helps where the value was put
     * there by hand, or a rotation was undone.
     *
     * @throws NotNow where the vault can't be read; what is held stays
     */
    public HeldToken readAnew() {
        return token.refresh();
    }

    /** Why rotations can't be followed at the moment, for a health check. */
    public Optional<String> trouble() {
        return follower.trouble().map(RotationFollower.Trouble::reason);
    }

    /** Completed when rotations are not followed any more: by the failure that ended it, or by nothing after {@link #close}. */
    public CompletionStage<Void> end() {
        return end.copy();
    }

    @Override
    public void close() {
        follower.stop();
        try {
            end.get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException alreadyToldByEnd) {
            LOG.debug("Rotations were not followed any more", alreadyToldByEnd);
        } catch (TimeoutException e) {
            LOG.warn("Following rotations did not end within {}; its thread ends with the process", CLOSING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            acknowledgements.close();
        }
    }
}
