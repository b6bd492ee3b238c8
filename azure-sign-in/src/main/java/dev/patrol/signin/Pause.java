package dev.patrol.signin;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Waits before something is asked again. */
final class Pause {
    private Pause() {}

    /** Interrupting the thread ends the wait, and what it was for. */
    static void of(Duration duration) {
        CompletableFuture<Void> over = CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(duration.toMillis(), TimeUnit.MILLISECONDS));
        try {
            over.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SignInException(SignInFailure.of(FailureKind.AUTHORITY_UNREACHABLE, "interrupted"));
        } catch (ExecutionException e) {
            throw new IllegalStateException("Waiting can't fail", e);
        }
    }
}
