package dev.patrol.service.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class OutagesTest {
    private static final ConsumerRecord<String, byte[]> RECORD =
            new ConsumerRecord<>("patrol.rotate-commands", 0, 7, "key", new byte[0]);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Outages outages = new Outages(Duration.ofMillis(10), Duration.ofMillis(40));
    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void workIsTakenUpAgainUntilTheBrokerIsBack() {
        // When
        outages.outlast(RECORD, () -> failsUntil(5));

        // Then
        assertThat(tries).hasValue(5);
    }

    @Test
    void workThatEndsLaterIsTakenUpAgainUntilTheBrokerIsBack() {
        // When
        outages.outlastLater(RECORD, () -> {
                    failsUntil(5);
                    return Uni.createFrom().voidItem();
                })
                .await()
                .atMost(PATIENCE);

        // Then
        assertThat(tries).hasValue(5);
    }

    @Test
    void whatTheBrokerRefusesIsNotTriedAgain() {
        // When, Then
        assertThatThrownBy(() -> outages.outlast(RECORD, () -> {
                    tries.incrementAndGet();
                    throw new TopicAuthorizationException("patrol.tokens");
                }))
                .isInstanceOf(TopicAuthorizationException.class);
        assertThat(tries).hasValue(1);
    }

    @Test
    void workOfAServiceThatStopsIsLeftToWhoeverReadsItNext() {
        // When, Then
        assertThatThrownBy(() -> outages.outlast(RECORD, () -> {
                    tries.incrementAndGet();
                    throw new RejectedExecutionException(new TimeoutException("The broker is away"));
                }))
                .isInstanceOf(RejectedExecutionException.class);
        assertThat(tries).hasValue(1);
    }

    @Test
    void whatWaitsWhenTheServiceStopsIsLeftToo() throws Exception {
        // Given
        Outages patient = new Outages(PATIENCE, PATIENCE);
        CountDownLatch tried = new CountDownLatch(1);
        CompletableFuture<Void> worked = CompletableFuture.runAsync(() -> patient.outlast(RECORD, () -> {
            tried.countDown();
            throw new CompletionException(new TimeoutException("The broker is away"));
        }));
        assertThat(tried.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        // When
        patient.stop();

        // Then
        assertThat(worked)
                .failsWithin(PATIENCE.dividedBy(2))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(RuntimeException.class);
    }

    /** As where a record was not taken in time, by the emitter. */
    private void failsUntil(int number) {
        if (tries.incrementAndGet() < number) {
            throw new CompletionException(new TimeoutException("The broker is away"));
        }
    }
}
