package dev.patrol.local.around;

import dev.patrol.model.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/** The topics of the contract, which somebody else creates. */
final class DeclaredTopics {
    private static final long LOOK_EVERY_MILLIS = 500;

    private DeclaredTopics() {}

    /**
     * Returns when they are all there.
     *
     * @throws IllegalStateException where they are not in time; the message names those that are missing
     */
    static void await(String bootstrapServers, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Set<String> missing = missing(admin);
            while (!missing.isEmpty()) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("These topics are missing at " + bootstrapServers + ": "
                            + String.join(", ", missing) + ". Create them with: patrol topics");
                }
                new CountDownLatch(1).await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                missing = missing(admin);
            }
        }
    }

    private static Set<String> missing(Admin admin) throws InterruptedException {
        Set<String> missing =
                Arrays.stream(Topic.values()).map(Topic::topicName).collect(Collectors.toCollection(TreeSet::new));
        try {
            missing.removeAll(admin.listTopics().names().get());
        } catch (ExecutionException away) {
            // Those of a broker that does not answer are missing.
            return missing;
        }
        return missing;
    }
}
