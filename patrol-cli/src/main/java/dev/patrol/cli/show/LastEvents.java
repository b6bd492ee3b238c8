package dev.patrol.cli.show;

import dev.patrol.cli.events.Happening;
import dev.patrol.cli.kafka.Topics;
import dev.patrol.model.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * What happened last to a lineage.
 *
 * @param events oldest first
 * @param leftOut topics that are missing, or that this user may not read
 */
record LastEvents(List<Happening> events, Set<Topic> leftOut) {
    /** The topics that are keyed by secret name and say what happened. */
    private static final Set<Topic> TOPICS = EnumSet.of(
            Topic.TOKEN_EXPIRING,
            Topic.TOKEN_ROTATED,
            Topic.TOKEN_REVOKED,
            Topic.ROTATION_FAILED,
            Topic.TOKEN_COMPROMISED,
            Topic.TOKEN_UNUSED,
            Topic.POLICY_VIOLATED,
            Topic.ROTATION_ACKNOWLEDGEMENTS);

    private static final Comparator<Happening> OLDEST_FIRST =
            Comparator.comparing(Happening::time).thenComparing(Happening::written);

    /** Reads all that happened, however much that is, and keeps the last. */
    static LastEvents of(Topics topics, String secretName, int most) {
        PriorityQueue<Happening> last = new PriorityQueue<>(OLDEST_FIRST);
        Set<Topic> leftOut = topics.ofKey(TOPICS, secretName, message -> {
            last.add(Happening.of(message));
            if (last.size() > most) {
                last.poll();
            }
        });
        List<Happening> sorted = new ArrayList<>(last);
        sorted.sort(OLDEST_FIRST);
        return new LastEvents(List.copyOf(sorted), leftOut);
    }
}
