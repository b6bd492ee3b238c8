package dev.patrol.rotator.rotation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Threads of each organization, so that one that hangs keeps no other waiting. What waits for a thread, or has one, is not
 * handed out again, so that a queue is never longer than the ledger, whose lineages wait in it.
 */
final class Workers {
    private static final Logger LOG = Logger.getLogger(Workers.class);

    private final Map<String, ThreadPoolExecutor> byOrganization = new HashMap<>();
    private final Set<String> inHand = ConcurrentHashMap.newKeySet();

    /** @param most threads of one organization */
    Workers(List<String> organizations, int most) {
        organizations.forEach(organization -> byOrganization.put(organization, threads(most)));
    }

    private static ThreadPoolExecutor threads(int most) {
        // What a clock still hands out while the service stops, whoever has the lineage next does.
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                most, most, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), new ThreadPoolExecutor.DiscardPolicy());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /**
     * Has work done, unless it is in hand already, or is of an organization that is not looked after.
     *
     * @param on what is worked on
     */
    void handOut(String organization, String on, Runnable work) {
        ThreadPoolExecutor own = byOrganization.get(organization);
        if (own != null && inHand.add(on)) {
            own.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException onesTrouble) {
                    LOG.errorf(onesTrouble, "The work on %s could not go on", on);
                } finally {
                    inHand.remove(on);
                }
            });
        }
    }

    /** What is under way is still done; what waits, or comes later, is in the ledger, for whoever has its lineage next. */
    void stop() {
        byOrganization.values().forEach(threads -> {
            threads.getQueue().clear();
            threads.shutdown();
        });
    }
}
