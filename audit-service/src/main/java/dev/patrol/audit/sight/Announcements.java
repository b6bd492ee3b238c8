package dev.patrol.audit.sight;

import dev.patrol.model.PolicyViolated;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Tells each finding once, and keeps it until the broker has it. For one thread. */
final class Announcements {
    /** More occurrences than this at once are not to be expected; memory is bounded nevertheless. */
    static final int MOST = 1_000;

    private static final Logger LOG = Logger.getLogger(Announcements.class);

    private final Consumer<PolicyViolated> broker;
    private final Map<String, PolicyViolated> waiting = new LinkedHashMap<>();
    private final Set<String> told = new LinkedHashSet<>();
    private boolean failing;

    /** @param broker returns when the broker has it, and throws where it has not */
    Announcements(Consumer<PolicyViolated> broker) {
        this.broker = broker;
    }

    /** To be told, unless it was. */
    void add(PolicyViolated finding) {
        String identity = finding.identity().orElseThrow();
        if (!told.contains(identity) && waiting.putIfAbsent(identity, finding) == null && waiting.size() > MOST) {
            PolicyViolated given = waiting.remove(waiting.keySet().iterator().next());
            LOG.errorf("Too much waits for the broker; this is not announced: %s %s", given.policy(), given.found());
        }
    }

    /** Tells what waits, the oldest first, as long as the broker takes it; the rest stays for the next time. */
    void deliver() {
        List<String> inOrder = new ArrayList<>(waiting.keySet());
        try {
            for (String identity : inOrder) {
                broker.accept(waiting.get(identity));
                waiting.remove(identity);
                remember(identity);
            }
            failing = false;
        } catch (RuntimeException failure) {
            if (!failing) {
                LOG.warnf(failure, "%d findings wait until the broker can be reached again", waiting.size());
            }
            failing = true;
        }
    }

    private void remember(String identity) {
        told.add(identity);
        if (told.size() > MOST) {
            told.remove(told.iterator().next());
        }
    }
}
