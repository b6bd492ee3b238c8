package dev.patrol.rotator.ledger;

import static dev.patrol.rotator.ledger.SampleEntries.NOON;
import static dev.patrol.rotator.ledger.SampleEntries.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Topic;
import dev.patrol.service.messaging.CompactedTopic;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an instance tells of the rotations under way: those of its own lineages. */
class OpenRotationsTest {
    private static final Set<Integer> PARTITION = Set.of(Ledger.partitionOf(TOKEN.secretName()));

    private final Pulse pulse = new Pulse(Duration.ofMinutes(1).toMillis());
    private final Ledger ledger = new Ledger(new OneRotation(), null, pulse, Clock.fixed(NOON, ZoneOffset.UTC));

    @AfterEach
    void stop() {
        pulse.stop();
    }

    @Test
    void whoOwnsALineageTellsOfItsRotation() {
        // When
        ledger.take(PARTITION);

        // Then
        assertThat(ledger.open()).extracting(LedgerEntry::secretName).containsExactly(TOKEN.secretName());
    }

    @Test
    void whoLosesItTellsOfItNoMoreFromTheMomentThatItBeginsToLeave() {
        // Given
        ledger.take(PARTITION);

        // When
        ledger.leave(PARTITION);

        // Then
        assertThat(ledger.open()).isEmpty();
    }

    @Test
    void whoIsInDoubtTellsOfNone() {
        // Given
        ledger.take(PARTITION);

        // When
        ledger.doubt();

        // Then
        assertThat(ledger.open()).isEmpty();
    }

    private static final class OneRotation extends CompactedTopic {
        private OneRotation() {
            super(null);
        }

        @Override
        public void read(Topic topic, IntPredicate wanted, Consumer<ConsumerRecord<String, byte[]>> visitor) {
            LedgerEntry entry = SampleEntries.planned();
            visitor.accept(new ConsumerRecord<>(topic.topicName(), 0, 0, entry.secretName(), LedgerForm.write(entry)));
        }
    }
}
