package dev.patrol.rotator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Topic;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.Token;
import dev.patrol.rotator.saga.RotationPlan;
import dev.patrol.rotator.saga.RotationState;
import dev.patrol.service.messaging.CompactedTopic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an instance tells of the rotations under way: those of its own lineages. */
class OpenRotationsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Token TOKEN = Token.of(
            "contoso",
            UUID.fromString("0a0a0a0a-0000-4000-8000-000000000001"),
            "deploy",
            List.of("vso.code"),
            NOON.minus(Duration.ofDays(30)),
            NOON.plus(Duration.ofDays(2)),
            false,
            Optional.empty());
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
            LedgerEntry entry = new LedgerEntry(
                    UUID.fromString("0b0b0b0b-0000-4000-8000-000000000001"),
                    new RotationPlan(TOKEN, Trigger.EXPIRY),
                    new LedgerEntry.Cause("cause", "story"),
                    new RotationState.Planned(0, Optional.empty()),
                    0,
                    NOON,
                    NOON);
            visitor.accept(new ConsumerRecord<>(topic.topicName(), 0, 0, entry.secretName(), LedgerForm.write(entry)));
        }
    }
}
