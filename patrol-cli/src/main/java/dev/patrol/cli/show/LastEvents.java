package dev.patrol.cli.show;

import dev.patrol.cli.events.Happening;
import dev.patrol.cli.kafka.Topics;
import dev.patrol.model.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/** What happened last to a lineage, however much that is. */
final class LastEvents {
    /** The topics that are keyed by secret name and say what happened. */
    static final Set<Topic> TOPICS = Set.of(
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

    private final Topics topics;
    private final int most;
    private Set<Topic> unreadable = Set.of();

    LastEvents(Topics topics, int most) {
        this.topics = topics;
        this.most = most;
    }

    /** The last events, oldest first. */
    List<Happening> of(String secretName) {
        PriorityQueue<Happening> last = new PriorityQueue<>(OLDEST_FIRST);
        unreadable = topics.ofKey(TOPICS, secretName, message -> {
            last.add(Happening.of(message));
            if (last.size() > most) {
                last.poll();
            }
        });
        List<Happening> sorted = new ArrayList<>(last);
        sorted.sort(OLDEST_FIRST);
        return List.copyOf(sorted);
    }

    /** Topics that were left out, since they are missing or this user may not read them. */
    Set<Topic> unreadable() {
        return unreadable;
    }
}
