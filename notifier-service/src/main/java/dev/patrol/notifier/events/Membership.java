package dev.patrol.notifier.events;

import dev.patrol.model.MessageType;
import dev.patrol.model.Topic;
import dev.patrol.notifier.outbox.Outbox;
import dev.patrol.notifier.routing.EventWords;
import dev.patrol.service.messaging.OneForAllAssignor;
import dev.patrol.service.metrics.ConsumerMeters;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * One membership in the group, from joining to leaving. Whoever has the partitions reads the outbox back before the first
 * record, and closes it before anybody else may read it; Kafka waits for both.
 *
 * <p>A record is acknowledged when the outbox has what is to be told of it, so nothing here waits for a mail server. Where the
 * outbox is full, what was read waits, and no more is read.
 */
final class Membership implements ConsumerRebalanceListener, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Membership.class);
    private static final String GROUP = "notifier";
    private static final Duration POLL = Duration.ofMillis(250);
    private static final int HEARTBEAT_MILLIS = 3_000;
    private static final int MOST_AT_ONCE = 500;

    /** A try to send lasts as long as its timeout at most; Kafka's patience (max.poll.interval.ms) is longer. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration FAREWELL = Duration.ofSeconds(4);

    /** After how long without a record there is none: a fetch lasts for half a second at most where there is nothing. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final Intake intake;
    private final Outbox outbox;
    private final ConsumerMeters.Shown shown;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Set<TopicPartition> owned = new HashSet<>();
    private final Deque<ConsumerRecord<String, byte[]>> read = new ArrayDeque<>();
    private double heartbeats;
    private Duration patience = PATIENCE;
    private boolean hasJoined;
    private long silentSince = System.nanoTime();

    Membership(Map<String, Object> connection, Intake intake, Outbox outbox, ConsumerMeters meters) {
        this.intake = intake;
        this.outbox = outbox;
        Map<String, Object> settings = settings(connection);
        this.outbox.expectSignsOfLife(Duration.ofMillis(Long.parseLong(
                        settings.get(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG).toString())
                - 2
                        * Long.parseLong(settings.get(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG)
                                .toString())));
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        shown = meters.show(consumer);
        consumer.subscribe(
                EventWords.told().stream()
                        .map(MessageType::topic)
                        .map(Topic::topicName)
                        .toList(),
                this);
    }

    /**
     * Does what can be done now, within a moment.
     *
     * @return whether reading is known to go on: something was taken in, or there is nothing to take in
     */
    boolean goOn() {
        if (!owned.isEmpty() && !outbox.isOpen()) {
            throw new KafkaException("The outbox could not be written");
        }
        int room = outbox.room();
        boolean takesIn = !read.isEmpty() && room > 0;
        if (takesIn) {
            takeIn(Math.min(room, MOST_AT_ONCE));
        }
        if (read.isEmpty()) {
            consumer.resume(consumer.paused());
        } else {
            consumer.pause(consumer.assignment());
        }
        consumer.poll(POLL).forEach(read::add);
        listenForHeartbeats();
        if (!hasJoined || !read.isEmpty()) {
            silentSince = System.nanoTime();
        }
        return takesIn || System.nanoTime() - silentSince >= SILENCE.toNanos();
    }

    private void takeIn(int most) {
        List<ConsumerRecord<String, byte[]>> some = new ArrayList<>();
        while (some.size() < most && !read.isEmpty()) {
            some.add(read.poll());
        }
        intake.take(some);
        Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
        some.forEach(message -> done.put(
                new TopicPartition(message.topic(), message.partition()), new OffsetAndMetadata(message.offset() + 1)));
        try {
            consumer.commitSync(done);
        } catch (RebalanceInProgressException | CommitFailedException later) {
            LOG.debug("What was taken in comes again to whoever has the partitions then, who knows it", later);
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        hasJoined = true;
        boolean first = owned.isEmpty();
        owned.addAll(partitions);
        if (owned.isEmpty()) {
            outbox.leaveToAnother();
        } else if (first) {
            outbox.open();
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        boolean had = !owned.isEmpty();
        owned.removeAll(partitions);
        read.removeIf(message -> !owned.contains(new TopicPartition(message.topic(), message.partition())));
        if (had && owned.isEmpty()) {
            outbox.close(patience);
        }
    }

    /** Whoever answers heartbeats has not given the partitions to another. */
    private void listenForHeartbeats() {
        double now = consumer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("heartbeat-total"))
                .map(Metric::metricValue)
                .mapToDouble(value -> ((Number) value).doubleValue())
                .sum();
        if (now != heartbeats) {
            heartbeats = now;
            outbox.signOfLife();
        }
    }

    @Override
    public void close() {
        patience = FAREWELL;
        shown.close();
        try {
            consumer.close(CloseOptions.timeout(FAREWELL));
        } finally {
            outbox.close(FAREWELL);
        }
    }

    private static Map<String, Object> settings(Map<String, Object> connection) {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        // One a process, whichever membership it is: a metric has it as a label.
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, List.of(OneForAllAssignor.class));
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_AT_ONCE);
        settings.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
        return settings;
    }
}
