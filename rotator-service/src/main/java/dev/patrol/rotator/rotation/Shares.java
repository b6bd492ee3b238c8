package dev.patrol.rotator.rotation;

import dev.patrol.azure.Organizations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * So that an organization that hangs does not take all threads that read records: each has at most its share of them at a time.
 */
@ApplicationScoped
class Shares {
    private final Map<String, Semaphore> free;

    Shares(Organizations organizations, RotationSettings settings) {
        List<String> names = organizations.names();
        int share = Math.max(1, settings.concurrency() / names.size());
        this.free =
                names.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), name -> new Semaphore(share)));
    }

    /** Does the work, unless the organization has its share; returns whether it did. What is nobody's has no share. */
    boolean work(String organization, Runnable work) {
        Semaphore share = free.get(organization);
        if (share == null) {
            work.run();
            return true;
        }
        if (!share.tryAcquire()) {
            return false;
        }
        try {
            work.run();
            return true;
        } finally {
            share.release();
        }
    }
}
