package dev.patrol.cli.deadletters;

import dev.patrol.cli.CallFailed;
import dev.patrol.cli.ExitCode;
import dev.patrol.cli.kafka.Topics;
import dev.patrol.model.Topic;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads the dead letters. */
final class DeadLetters {
    private final Topics topics;

    DeadLetters(Topics topics) {
        this.topics = topics;
    }

    /** The last that are wanted, oldest first. */
    List<DeadLetter> last(int most, Instant since, Predicate<DeadLetter> wanted) {
        Deque<DeadLetter> last = new ArrayDeque<>();
        topics.since(Topic.DEAD_LETTERS, since, message -> {
            DeadLetter letter = DeadLetter.of(message);
            if (wanted.test(letter)) {
                last.addLast(letter);
                if (last.size() > most) {
                    last.removeFirst();
                }
            }
        });
        return List.copyOf(last);
    }

    /**
     * Those of these numbers, in their order on the topic.
     *
     * @throws CallFailed where one is not there
     */
    List<DeadLetter> of(Collection<Long> numbers) {
        Map<Long, DeadLetter> found = new TreeMap<>();
        topics.all(Topic.DEAD_LETTERS, message -> {
            if (numbers.contains(message.offset())) {
                found.put(message.offset(), DeadLetter.of(message));
            }
        });
        String missing = numbers.stream()
                .filter(number -> !found.containsKey(number))
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw CallFailed.with(
                    ExitCode.NOT_FOUND,
                    "There is no dead letter " + missing + ". ./patrol dead-letters list shows them.");
        }
        return new ArrayList<>(found.values());
    }
}
