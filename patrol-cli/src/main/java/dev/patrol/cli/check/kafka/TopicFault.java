package dev.patrol.cli.check.kafka;

import dev.patrol.model.Topic;
import java.util.Optional;
import java.util.OptionalInt;

/** Decides what is wrong with a topic, and says what mends it. */
final class TopicFault {
    private static final String CLEANUP = "cleanup.policy";

    private TopicFault() {}

    static String missing(Topic topic) {
        return "It is missing, or this user may not see it. Create it with: kafka-topics.sh --create --topic "
                + topic.topicName() + " --partitions " + topic.partitions() + " --config " + CLEANUP + "="
                + cleanupOf(topic) + retentionArgument(topic);
    }

    static String forbidden(Topic topic) {
        return "This user may not see it. Grant DESCRIBE with: kafka-acls.sh --add --allow-principal User:<user>"
                + " --operation Describe --topic " + topic.topicName();
    }

    /**
     * @param partitions that it has
     * @param cleanup its policy; empty where this user may not read it
     */
    static Optional<String> of(Topic topic, OptionalInt partitions, Optional<String> cleanup) {
        if (partitions.isPresent() && partitions.getAsInt() != topic.partitions()) {
            return Optional.of(partitions(topic, partitions.getAsInt()));
        }
        return cleanup.filter(policy -> !policy.equals(cleanupOf(topic)))
                .map(policy -> "It has " + CLEANUP + "=" + policy + " instead of " + cleanupOf(topic) + ", and "
                        + (cleanupOf(topic).equals("compact")
                                ? "would forget what Patrol needs"
                                : "would grow for ever")
                        + ". Change it with: kafka-configs.sh --alter --topic " + topic.topicName() + " --add-config "
                        + CLEANUP + "=" + cleanupOf(topic));
    }

    private static String partitions(Topic topic, int found) {
        String said = "It has " + found + (found == 1 ? " partition" : " partitions") + " instead of "
                + topic.partitions() + ". ";
        return found < topic.partitions()
                ? said + "While it is empty, add the others with: kafka-topics.sh --alter --topic " + topic.topicName()
                        + " --partitions " + topic.partitions()
                : said + "Partitions can't be taken away: delete the topic and create it anew.";
    }

    private static String retentionArgument(Topic topic) {
        String retention = topic.config().get("retention.ms");
        return retention == null ? "" : " --config retention.ms=" + retention;
    }

    private static String cleanupOf(Topic topic) {
        return topic.config().get(CLEANUP);
    }
}
