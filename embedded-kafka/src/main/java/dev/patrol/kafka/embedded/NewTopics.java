package dev.patrol.kafka.embedded;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/** Creates topics, and waits until they can be used. */
public final class NewTopics {
    private static final long LONGEST_SECONDS = 60;
    private static final long LOOK_AGAIN_MILLIS = 20;

    private NewTopics() {}

    /**
     * Creates topics; those that are there already are left as they are. Returns when every partition is led: an idempotent
     * producer whose first records come before that may not get over it.
     *
     * @param replicas on how many brokers each is
     * @throws IllegalStateException where they can't be created
     */
    public static void create(Admin admin, Collection<TopicSpec> topics, int replicas) {
        try {
            Set<String> existing = admin.listTopics().names().get(LONGEST_SECONDS, TimeUnit.SECONDS);
            CreateTopicsResult created = admin.createTopics(topics.stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .map(topic ->
                            new NewTopic(topic.name(), topic.partitions(), (short) replicas).configs(topic.config()))
                    .toList());
            created.all().get(LONGEST_SECONDS, TimeUnit.SECONDS);
            Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
            for (String topic : created.values().keySet()) {
                int count = created.numPartitions(topic).get();
                IntStream.range(0, count)
                        .forEach(number -> partitions.put(new TopicPartition(topic, number), OffsetSpec.latest()));
            }
            awaitLeaders(admin, partitions);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The topics could not be created", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while topics were created", e);
        }
    }

    /** Offsets are told by a partition's leader itself. */
    private static void awaitLeaders(Admin admin, Map<TopicPartition, OffsetSpec> partitions)
            throws ExecutionException, InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (true) {
            try {
                admin.listOffsets(partitions).all().get(LONGEST_SECONDS, TimeUnit.SECONDS);
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RetriableException) || System.nanoTime() > deadline) {
                    throw e;
                }
                new CountDownLatch(1).await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }
}
