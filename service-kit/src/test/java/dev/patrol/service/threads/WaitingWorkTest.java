package dev.patrol.service.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of the work whatever thread does it. */
class WaitingWorkTest {
    private static final int MOST = 3;
    private static final int PIECES = 50;

    private final CountDownLatch go = new CountDownLatch(1);

    /** The one that the runtime has, the one of 17, and the bound by itself, which is for virtual threads. */
    static Stream<ExecutorService> executors() {
        return Stream.of(
                WaitingWork.atMost(MOST, "work"),
                WaitingWork.pool(MOST, "work"),
                new Bounded(Executors.newCachedThreadPool(), MOST));
    }

    @ParameterizedTest
    @MethodSource("executors")
    void noMoreThanTheBoundIsAtWorkAtOnceAndAllIsDone(ExecutorService executor) throws Exception {
        // Given
        AtomicInteger atWork = new AtomicInteger();
        AtomicInteger mostAtWork = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();

        // When
        IntStream.range(0, PIECES)
                .forEach(piece -> executor.execute(() -> {
                    mostAtWork.accumulateAndGet(atWork.incrementAndGet(), Math::max);
                    awaitGo();
                    atWork.decrementAndGet();
                    done.incrementAndGet();
                }));
        await().until(() -> atWork.get() == MOST);
        go.countDown();

        // Then
        executor.shutdown();
        assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(done).hasValue(PIECES);
        assertThat(mostAtWork).hasValue(MOST);
    }

    @ParameterizedTest
    @MethodSource("executors")
    void whatFailsTakesNoPlaceFromTheOthers(ExecutorService executor) throws Exception {
        // Given
        IntStream.range(0, MOST + 1)
                .forEach(piece -> executor.execute(() -> {
                    throw new IllegalStateException("in this test");
                }));

        // When
        String done = executor.submit(() -> "done").get(30, TimeUnit.SECONDS);

        // Then
        assertThat(done).isEqualTo("done");
        executor.shutdownNow();
    }

    @ParameterizedTest
    @MethodSource("executors")
    void afterTheStopNothingIsBegunAndWhatIsAtWorkIsInterrupted(ExecutorService executor) throws Exception {
        // Given
        List<String> said = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch atWork = new CountDownLatch(MOST);
        IntStream.range(0, PIECES)
                .forEach(piece -> executor.execute(() -> {
                    atWork.countDown();
                    said.add(awaitGo() ? "done" : "interrupted");
                }));
        assertThat(atWork.await(30, TimeUnit.SECONDS)).isTrue();

        // When
        executor.shutdownNow();

        // Then
        assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(said).hasSize(MOST).containsOnly("interrupted");
        assertThatThrownBy(() -> executor.execute(() -> said.add("late")))
                .isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void threadsAreVirtualWhereTheRuntimeHasThem() throws Exception {
        // Given
        ExecutorService executor = WaitingWork.atMost(1, "work");

        // When
        String thread = executor.submit(() -> Thread.currentThread().toString()).get(30, TimeUnit.SECONDS);

        // Then
        assertThat(thread.startsWith("VirtualThread["))
                .as(thread)
                .isEqualTo(Runtime.version().feature() >= 21);
        assertThat(thread).contains("work-0");
        executor.shutdownNow();
    }

    private boolean awaitGo() {
        try {
            return go.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
