package dev.patrol.rotator.rotation;

import dev.patrol.service.threads.WaitingWork;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/**
 * Threads of each organization, so that one that hangs keeps no other waiting. What waits for a thread, or has one, is not
 * handed out again, so that a queue is never longer than the ledger, whose lineages wait in it.
 */
final class Workers {
    private static final Logger LOG = Logger.getLogger(Workers.class);

    private final Map<String, ExecutorService> byOrganization = new HashMap<>();
    private final Set<String> inHand = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    /** @param most pieces of work of one organization at once */
    Workers(List<String> organizations, int most) {
        organizations.forEach(organization -> byOrganization.put(organization, WaitingWork.atMost(most, "rotation")));
    }

    /**
     * Has work done, unless it is in hand already, or is of an organization that is not looked after.
     *
     * @param on what is worked on
     */
    void handOut(String organization, String on, Runnable work) {
        ExecutorService own = byOrganization.get(organization);
        if (own == null || !inHand.add(on)) {
            return;
        }
        try {
            own.execute(() -> doUnlessStopped(on, work));
        } catch (RejectedExecutionException stopping) {
            // What a clock still hands out while the service stops, whoever has the lineage next does.
            inHand.remove(on);
        }
    }

    private void doUnlessStopped(String on, Runnable work) {
        try {
            if (!stopped) {
                work.run();
            }
        } catch (RuntimeException onesTrouble) {
            LOG.errorf(onesTrouble, "The work on %s could not go on", on);
        } finally {
            inHand.remove(on);
        }
    }

    /** What is under way is still done; what waits, or comes later, is in the ledger, for whoever has its lineage next. */
    void stop() {
        stopped = true;
        byOrganization.values().forEach(ExecutorService::shutdown);
    }
}
