package dev.patrol.cli.kafka;

import dev.patrol.model.Topic;

/** What is wrong where a topic can't be used at all, and the command that mends it. */
public final class TopicRemedies {
    private static final String CLEANUP = "cleanup.policy";
    private static final String RETENTION = "retention.ms";

    private TopicRemedies() {}

    public static String missing(Topic topic) {
        return "It is missing, or this user may not see it. Create it with: " + creating(topic);
    }

    public static String hidden(Topic topic) {
        return "This user may not see it. Grant DESCRIBE with: " + granting("Describe", topic);
    }

    public static String unreadable(Topic topic) {
        return "the topic " + topic.topicName() + " is missing, or this user may not read it. Grant it with: "
                + granting("Read", topic) + ".";
    }

    static String creating(Topic topic) {
        String retention = topic.config().get(RETENTION);
        return "kafka-topics.sh --create --topic " + topic.topicName() + " --partitions " + topic.partitions()
                + " --config " + CLEANUP + "=" + topic.config().get(CLEANUP)
                + (retention == null ? "" : " --config " + RETENTION + "=" + retention);
    }

    /** @param operation as Kafka's own tool calls it, for example {@code Read} */
    static String granting(String operation, Topic topic) {
        return "kafka-acls.sh --add --allow-principal User:<user> --operation " + operation + " --topic "
                + topic.topicName();
    }
}
