package dev.patrol.rotator.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That no queue grows, and no organization waits for another. */
class WorkersTest {
    private final Workers workers = new Workers(List.of("hanging", "other"), 1);
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final AtomicInteger done = new AtomicInteger();

    @AfterEach
    void stop() {
        hanging.countDown();
        workers.stop();
    }

    @Test
    void whatWaitsForAThreadIsNotHandedOutAgain() {
        // Given
        workers.handOut("hanging", "the one before", this::hang);

        // When
        workers.handOut("hanging", "next", done::incrementAndGet);
        workers.handOut("hanging", "next", done::incrementAndGet);

        // Then
        hanging.countDown();
        workers.handOut("hanging", "last", () -> done.addAndGet(10));
        await().untilAsserted(() -> assertThat(done).hasValue(11));
    }

    @Test
    void whatIsDoneCanBeHandedOutAgainAlsoWhereItFailed() {
        // Given
        workers.handOut("other", "again", () -> {
            throw new IllegalStateException("in this test");
        });

        // When
        await().until(() -> {
            workers.handOut("other", "again", done::incrementAndGet);
            return done.get() > 0;
        });

        // Then
        assertThat(done.get()).isPositive();
    }

    @Test
    void anOrganizationThatHangsKeepsNoOtherWaiting() {
        // Given
        workers.handOut("hanging", "the one before", this::hang);

        // When
        workers.handOut("other", "next", done::incrementAndGet);

        // Then
        await().untilAsserted(() -> assertThat(done).hasValue(1));
    }

    @Test
    void whatIsOfNoOrganizationThatIsLookedAfterIsLeft() {
        // When
        workers.handOut("foreign", "next", done::incrementAndGet);

        // Then
        workers.handOut("other", "last", () -> done.addAndGet(10));
        await().untilAsserted(() -> assertThat(done).hasValue(10));
    }

    @Test
    void whatComesAfterTheStopIsNoFailure() {
        // Given
        workers.stop();

        // When
        workers.handOut("other", "late", done::incrementAndGet);

        // Then
        assertThat(done).hasValue(0);
    }

    private void hang() {
        try {
            hanging.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
