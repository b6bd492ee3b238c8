package dev.patrol.rotator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class ReadBacksTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final ReadBacks readBacks = new ReadBacks();

    @Test
    void holdsUpNobodyWhileThereAreFew() {
        // Given
        readBacks.add("fabrikam", "one");

        // When
        CompletableFuture<Void> waiting = waiting("fabrikam", LONG);

        // Then
        await().until(waiting::isDone);
    }

    @Test
    void aLineageThatIsWrittenTwiceCountsOnce() {
        // Given
        readBacks.add("fabrikam", "one");
        readBacks.add("fabrikam", "one");

        // When
        CompletableFuture<Void> waiting = waiting("fabrikam", LONG);

        // Then
        await().until(waiting::isDone);
    }

    @Test
    void whoWaitsGoesOnWhenATokenIsSeenDead() {
        // Given
        readBacks.add("fabrikam", "one");
        readBacks.add("fabrikam", "two");
        CompletableFuture<Void> waiting = waiting("fabrikam", LONG);
        assertThat(waiting).isNotDone();

        // When
        readBacks.remove("fabrikam", "one");

        // Then
        await().until(waiting::isDone);
    }

    @Test
    void whoWaitsGoesOnWhenAnotherInstanceTakesTheLineages() {
        // Given
        readBacks.add("fabrikam", "one");
        readBacks.add("fabrikam", "two");
        CompletableFuture<Void> waiting = waiting("fabrikam", LONG);

        // When
        readBacks.removeIf("two"::equals);

        // Then
        await().until(waiting::isDone);
    }

    @Test
    void aTokenThatIsNeverSeenDeadHoldsUpNobodyForGood() {
        // Given
        readBacks.add("fabrikam", "one");
        readBacks.add("fabrikam", "two");

        // When
        CompletableFuture<Void> waiting = waiting("fabrikam", Duration.ofMillis(50));

        // Then
        await().until(waiting::isDone);
    }

    @Test
    void anOrganizationWaitsForNoOther() {
        // Given
        readBacks.add("fabrikam", "one");
        readBacks.add("fabrikam", "two");

        // When
        CompletableFuture<Void> waiting = waiting("contoso", LONG);

        // Then
        await().until(waiting::isDone);
    }

    @Test
    void anInterruptLeavesTheRecordForLater() {
        // Given
        readBacks.add("fabrikam", "one");
        readBacks.add("fabrikam", "two");
        Thread.currentThread().interrupt();

        // When, then
        assertThatThrownBy(() -> readBacks.awaitFewerThan(2, "fabrikam", LONG))
                .isInstanceOf(RejectedExecutionException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private CompletableFuture<Void> waiting(String organization, Duration atMost) {
        return CompletableFuture.runAsync(
                () -> readBacks.awaitFewerThan(2, organization, atMost), work -> new Thread(work).start());
    }
}
