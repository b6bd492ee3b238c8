package dev.patrol.model.topics;

import dev.patrol.model.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something about a topic that is not as the contract declares it, or that a service may not do with it.
 *
 * @param grave whether Patrol can't work with it, or loses what it needs
 * @param sentence what is different, and what mends it
 */
public record TopicDifference(Topic topic, boolean grave, String sentence) {
    private static final String CLEANUP = "cleanup.policy";
    private static final String RETENTION = "retention.ms";
    private static final String IN_SYNC = "min.insync.replicas";
    private static final int ENOUGH_REPLICAS = 3;
    private static final String REPAIR = "./patrol topics --repair";

    public static TopicDifference missing(Topic topic) {
        return new TopicDifference(topic, true, "It is missing. Create it with: ./patrol topics");
    }

    /** @param operations what this user would have to be allowed, by Kafka's names */
    public static TopicDifference forbidden(Topic topic, List<String> operations) {
        return new TopicDifference(
                topic,
                true,
                "This user has no right to " + String.join(" and ", operations)
                        + ". Grant what deploy/kafka/rights.tsv has, by acls.sh beside it or whatever manages rights here.");
    }

    /** None where it is as declared, as far as that can be seen. */
    public static List<TopicDifference> of(Topic topic, FoundTopic found) {
        List<TopicDifference> differences = new ArrayList<>();
        partitions(topic, found.partitions()).ifPresent(differences::add);
        found.setting(CLEANUP).flatMap(policy -> cleanup(topic, policy)).ifPresent(differences::add);
        found.setting(RETENTION).flatMap(kept -> retention(topic, kept)).ifPresent(differences::add);
        replicas(topic, found).ifPresent(differences::add);
        found.setting(IN_SYNC)
                .flatMap(TopicDifference::number)
                .flatMap(least -> inSync(topic, least, found.replicas()))
                .ifPresent(differences::add);
        return differences;
    }

    private static Optional<TopicDifference> partitions(Topic topic, int found) {
        if (found == topic.partitions()) {
            return Optional.empty();
        }
        String said = "It has " + found + (found == 1 ? " partition" : " partitions") + " instead of "
                + topic.partitions() + ". ";
        return Optional.of(
                found < topic.partitions()
                        ? new TopicDifference(
                                topic, true, said + "While it is empty, the others are added by: " + REPAIR)
                        : new TopicDifference(
                                topic,
                                false,
                                said
                                        + "Nothing is lost and nothing has to be done: Patrol writes where it always did, and"
                                        + " reads all of them."));
    }

    private static Optional<TopicDifference> cleanup(Topic topic, String found) {
        String declared = topic.config().get(CLEANUP);
        if (words(found).equals(words(declared))) {
            return Optional.empty();
        }
        return Optional.of(new TopicDifference(
                topic,
                topic.isCompacted(),
                "It has " + CLEANUP + "=" + found + " instead of " + declared + ", and "
                        + (words(found).contains("delete") ? "would forget what Patrol needs" : "would grow for ever")
                        + ". Mend it with: " + REPAIR));
    }

    private static Optional<TopicDifference> retention(Topic topic, String found) {
        String declared = topic.config().get(RETENTION);
        if (declared == null || declared.equals(found)) {
            return Optional.empty();
        }
        return number(found)
                .map(millis -> new TopicDifference(
                        topic,
                        false,
                        "It keeps records for " + time(millis) + " instead of " + time(Long.parseLong(declared))
                                + ". Mend it with: " + REPAIR));
    }

    private static Optional<TopicDifference> replicas(Topic topic, FoundTopic found) {
        int wanted = Math.min(ENOUGH_REPLICAS, found.brokers());
        if (found.replicas() >= wanted || found.brokers() < ENOUGH_REPLICAS) {
            return Optional.empty();
        }
        return Optional.of(new TopicDifference(
                topic,
                false,
                "It is on " + found.replicas() + " of " + found.brokers() + " brokers instead of " + wanted
                        + ". Have an administrator of the brokers add replicas (kafka-reassign-partitions.sh)."));
    }

    private static Optional<TopicDifference> inSync(Topic topic, long least, int replicas) {
        if (least > replicas) {
            return Optional.of(new TopicDifference(
                    topic,
                    true,
                    "It has " + IN_SYNC + "=" + least + " and is on " + replicas
                            + (replicas == 1 ? " broker" : " brokers") + ": nothing can be written. "
                            + change(topic, IN_SYNC, Integer.toString(Math.max(1, replicas - 1)))));
        }
        if (least == 1 && replicas >= ENOUGH_REPLICAS) {
            return Optional.of(new TopicDifference(
                    topic,
                    false,
                    "It has " + IN_SYNC
                            + "=1: a record counts as written that only one broker has, and is lost with it. "
                            + change(topic, IN_SYNC, "2")));
        }
        return Optional.empty();
    }

    /** How many replicas there are is the brokers' affair, so the contract declares nothing that could be repaired. */
    private static String change(Topic topic, String setting, String value) {
        return "Change it with: kafka-configs.sh --bootstrap-server BROKERS --alter --topic " + topic.topicName()
                + " --add-config " + setting + "=" + value;
    }

    /** Empty where there is none: what speaks Kafka and is no Kafka may show a setting that it does not have. */
    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static String time(long millis) {
        if (millis < 0) {
            return "ever";
        }
        Duration duration = Duration.ofMillis(millis);
        return duration.toDays() > 0 && duration.equals(Duration.ofDays(duration.toDays()))
                ? duration.toDays() + " days"
                : duration.toString();
    }

    /** A policy can be of two words, in any order. */
    private static Set<String> words(String policy) {
        return Arrays.stream(policy.split(",")).map(String::strip).collect(Collectors.toUnmodifiableSet());
    }
}
