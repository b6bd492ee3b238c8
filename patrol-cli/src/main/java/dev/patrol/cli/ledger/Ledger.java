package dev.patrol.cli.ledger;

import dev.patrol.cli.kafka.Topics;
import dev.patrol.cli.terminal.Json;
import dev.patrol.model.Topic;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the rotator's ledger. Not everybody may; then {@link dev.patrol.cli.CallFailed} says so. */
public final class Ledger {
    private static final Comparator<Rotation> OLDEST_LAST = Comparator.comparing(
                    (Rotation rotation) -> rotation.since().orElse(Instant.EPOCH))
            .reversed()
            .thenComparing(Rotation::secretName);

    private final Topics topics;

    public Ledger(Topics topics) {
        this.topics = topics;
    }

    /** The rotations that are wanted, the latest change first. */
    public List<Rotation> find(Predicate<Rotation> wanted) {
        Map<String, Rotation> partition = new HashMap<>();
        List<Rotation> found = new ArrayList<>();
        topics.byPartition(Topic.ROTATION_LEDGER, message -> take(message, wanted, partition), () -> {
            found.addAll(partition.values());
            partition.clear();
        });
        found.sort(OLDEST_LAST);
        return List.copyOf(found);
    }

    public Optional<Rotation> of(String secretName) {
        return find(rotation -> rotation.secretName().equals(secretName)).stream()
                .findFirst();
    }

    private static void take(
            ConsumerRecord<String, byte[]> message, Predicate<Rotation> wanted, Map<String, Rotation> partition) {
        partition.remove(message.key());
        if (message.value() == null) {
            return;
        }
        try {
            Rotation rotation = new Rotation(message.key(), Json.parse(message.value()));
            if (wanted.test(rotation)) {
                partition.put(message.key(), rotation);
            }
        } catch (IOException notOfTheRotator) {
            // The rotator passes over it too.
        }
    }
}
