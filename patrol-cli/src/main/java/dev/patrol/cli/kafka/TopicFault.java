package dev.patrol.cli.kafka;

import dev.patrol.cli.terminal.Counted;
import dev.patrol.model.Topic;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides what is wrong with a topic, and says what mends it. */
final class TopicFault {
    private static final String CLEANUP = "cleanup.policy";

    private TopicFault() {}

    /**
     * @param partitions that it has
     * @param cleanup its policy; empty where this user may not read it
     */
    static Optional<String> of(Topic topic, OptionalInt partitions, Optional<String> cleanup) {
        if (partitions.isPresent() && partitions.getAsInt() != topic.partitions()) {
            return Optional.of(partitions(topic, partitions.getAsInt()));
        }
        return cleanup.filter(policy -> !words(policy).equals(words(cleanupOf(topic))))
                .map(policy -> "It has " + CLEANUP + "=" + policy + " instead of " + cleanupOf(topic) + ", and "
                        + (words(policy).contains("delete") ? "would forget what Patrol needs" : "would grow for ever")
                        + ". Change it with: kafka-configs.sh --alter --topic " + topic.topicName() + " --add-config "
                        + CLEANUP + "=" + argument(cleanupOf(topic)));
    }

    /** For kafka-configs.sh a comma parts settings, except in brackets. */
    private static String argument(String value) {
        return value.contains(",") ? "[" + value + "]" : value;
    }

    private static String partitions(Topic topic, int found) {
        String said = "It has " + Counted.of(found, "partition") + " instead of " + topic.partitions() + ". ";
        return found < topic.partitions()
                ? said + "While it is empty, add the others with: kafka-topics.sh --alter --topic " + topic.topicName()
                        + " --partitions " + topic.partitions()
                : said + "Partitions can't be taken away: delete the topic and create it anew.";
    }

    /** A policy can be of two words, in any order. */
    private static Set<String> words(String policy) {
        return Arrays.stream(policy.split(",")).map(String::strip).collect(Collectors.toUnmodifiableSet());
    }

    private static String cleanupOf(Topic topic) {
        return topic.config().get(CLEANUP);
    }
}
