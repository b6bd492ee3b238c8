package dev.patrol.rotator.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.model.Topic;
import dev.patrol.rotator.ledger.Ledger;
import dev.patrol.rotator.ledger.UnreadableLedger;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of partitions whose ledger can't be read when they are given to this instance. */
class PartitionOwnershipTest {
    private static final Duration SESSION = Duration.ofMillis(1500);
    private static final List<TopicPartition> GIVEN = List.of(new TopicPartition(Topic.Names.TOKEN_EXPIRING, 3));

    private final UnreadableLedger unreadable = new UnreadableLedger(2, SESSION);
    private final PartitionOwnership ownership =
            new PartitionOwnership(unreadable.ledger(), new LineageLocks(), unreadable.pulse(), new NoWarmUp());

    @AfterEach
    void stop() {
        unreadable.stop();
    }

    @Test
    void aLedgerThatCanNotBeReadIsReadAgainUntilItCan() {
        // Given
        ownership.onStart(null);

        // When
        ownership.onPartitionsAssigned(null, GIVEN);

        // Then
        assertThat(unreadable.ledger().owned()).isEmpty();
        assertThat(unreadable.ledger().doubtful()).containsExactly(3);
        await().untilAsserted(() -> assertThat(unreadable.ledger().owned()).containsExactly(3));
        assertThat(unreadable.ledger().doubtful()).isEmpty();
    }

    @Test
    void aRecordWaitsForALedgerThatCanNotBeReadForLong() {
        // Given
        Duration session = Duration.ofMillis(500);
        UnreadableLedger forLong = new UnreadableLedger(5, session);
        PartitionOwnership patient =
                new PartitionOwnership(forLong.ledger(), new LineageLocks(), forLong.pulse(), new NoWarmUp());
        patient.onStart(null);
        patient.onPartitionsAssigned(null, GIVEN);

        // When
        CompletableFuture<Boolean> clear =
                CompletableFuture.supplyAsync(() -> forLong.ledger().awaitClear(ofPartition(3)));

        // Then
        assertThat(clear).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(true);
        forLong.stop();
    }

    private static String ofPartition(int number) {
        return IntStream.iterate(0, each -> each + 1)
                .mapToObj(each -> "lineage-" + each)
                .filter(name -> Ledger.partitionOf(name) == number)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsGivenToAnotherMeanwhileIsNotReadAgain() {
        // Given
        ownership.onStart(null);
        ownership.onPartitionsAssigned(null, GIVEN);

        // When
        ownership.onPartitionsRevoked(null, GIVEN);

        // Then
        await().during(SESSION.multipliedBy(2)).until(() -> unreadable.failuresLeft() == 1);
        assertThat(unreadable.ledger().owned()).isEmpty();
    }

    @Test
    void whatIsKeptGoesOnWhileAnotherPartIsTaken() {
        // Given
        ownership.onStart(null);
        ownership.onPartitionsAssigned(null, List.of(expiring(3), acknowledgements(3)));
        ownership.onPartitionsAssigned(null, List.of(expiring(4), acknowledgements(4)));
        await().until(() -> unreadable.ledger().owned().equals(Set.of(3, 4)));

        // When
        ownership.onPartitionsRevoked(null, List.of(expiring(3), acknowledgements(3)));

        // Then
        assertThat(unreadable.ledger().owned()).containsExactly(4);
        assertThat(unreadable.ledger().doubtful()).isEmpty();
    }

    private static TopicPartition expiring(int number) {
        return new TopicPartition(Topic.Names.TOKEN_EXPIRING, number);
    }

    private static TopicPartition acknowledgements(int number) {
        return new TopicPartition(Topic.Names.ROTATION_ACKNOWLEDGEMENTS, number);
    }

    private static final class NoWarmUp extends WarmUp {
        private NoWarmUp() {
            super(null, null, null, null);
        }

        @Override
        void begin() {}
    }
}
