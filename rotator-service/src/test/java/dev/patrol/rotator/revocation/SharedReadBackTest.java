package dev.patrol.rotator.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.azuredevops.PersonalAccessToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedReadBackTest {
    private static final Instant EARLY = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant LATE = EARLY.plusSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final UUID DEAD = UUID.randomUUID();
    private static final PersonalAccessToken ALIVE = token();

    private final ExecutorService reader = Executors.newSingleThreadExecutor();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final List<Instant> read = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        reader.shutdownNow();
    }

    @Test
    void oneListAnswersAllWhoWaitForIt() {
        // Given
        SharedReadBack readBack = new SharedReadBack(this::list, reader);
        reader.execute(this::awaitGo);
        CompletableFuture<Boolean> dead = isAlive(readBack, DEAD, EARLY);
        CompletableFuture<Boolean> alive = isAlive(readBack, ALIVE.authorizationId(), LATE);

        // When
        go.countDown();

        // Then
        assertThat(dead).succeedsWithin(PATIENCE).isEqualTo(false);
        assertThat(alive).succeedsWithin(PATIENCE).isEqualTo(true);
        assertThat(read).containsExactly(LATE);
    }

    @Test
    void oneListThatCanNotBeReadIsToldToAllWhoWaitForIt() {
        // Given
        SharedReadBack readBack = new SharedReadBack(this::fail, reader);
        reader.execute(this::awaitGo);
        CompletableFuture<Boolean> first = isAlive(readBack, DEAD, EARLY);
        CompletableFuture<Boolean> second = isAlive(readBack, ALIVE.authorizationId(), LATE);

        // When
        go.countDown();

        // Then
        assertThat(first).failsWithin(PATIENCE).withThrowableThat().withMessageContaining("no list");
        assertThat(second).failsWithin(PATIENCE).withThrowableThat().withMessageContaining("no list");
        assertThat(read).hasSize(1);
    }

    @Test
    void whoComesWhileAListIsReadIsAnsweredByTheNext() throws Exception {
        // Given
        SharedReadBack readBack = new SharedReadBack(this::listSlowly, reader);
        CompletableFuture<Boolean> before = isAlive(readBack, DEAD, EARLY);
        assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        // When
        CompletableFuture<Boolean> meanwhile = isAlive(readBack, ALIVE.authorizationId(), LATE);
        go.countDown();

        // Then
        assertThat(before).succeedsWithin(PATIENCE).isEqualTo(false);
        assertThat(meanwhile).succeedsWithin(PATIENCE).isEqualTo(true);
        assertThat(read).containsExactly(EARLY, LATE);
    }

    private static CompletableFuture<Boolean> isAlive(SharedReadBack readBack, UUID id, Instant since) {
        return readBack.isAlive(id, since).subscribeAsCompletionStage();
    }

    private Collection<PersonalAccessToken> list(Instant since) {
        read.add(since);
        return List.of(ALIVE);
    }

    private Collection<PersonalAccessToken> listSlowly(Instant since) {
        begun.countDown();
        awaitGo();
        return list(since);
    }

    private Collection<PersonalAccessToken> fail(Instant since) {
        read.add(since);
        throw new IllegalStateException("no list");
    }

    private void awaitGo() {
        try {
            assertThat(go.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static PersonalAccessToken token() {
        return new PersonalAccessToken(
                UUID.randomUUID(),
                "alive",
                List.of("vso.code"),
                EARLY,
                EARLY.plus(Duration.ofDays(30)),
                false,
                List.of());
    }
}
