package dev.patrol.audit.reading;

import dev.patrol.model.Topic;
import dev.patrol.service.messaging.Partitions;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Shares the organizations among the instances of this service: each has its place in a partition of {@code
 * patrol.audit-entries}, and whoever owns that partition in the group {@value #GROUP} follows it. Only the membership counts:
 * nothing is read and nothing committed.
 *
 * <p>Who does not hear from the broker for nearly the session timeout takes itself for expelled, before the broker gives its
 * organizations to another; it could publish nothing anyway. A process that stands still for longer than that may go on for a
 * moment beside its successor. That is harmless: both drop what is on the topic, and what they publish both has one {@code
 * ce_id}.
 */
final class Election implements AutoCloseable {
    static final String GROUP = "patrol-audit-pollers";

    private static final Logger LOG = Logger.getLogger(Election.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration FAREWELL = Duration.ofSeconds(5);
    private static final Duration BEFORE_ANOTHER_TRY = Duration.ofSeconds(5);

    /** What the outcome is for. All is told by one thread, and the election waits until it is done. */
    interface Member {
        /** These are this instance's, and no others: returns only when it follows no others any more. */
        void follows(Set<String> organizations);

        /** Nobody says whose they are: nothing may be followed until {@link #follows} is told again. */
        void isCutOff(RuntimeException why);
    }

    /** How soon a broker and its members miss each other. The heartbeat is at most a third of the session (Kafka's rule). */
    record Timing(Duration session, Duration heartbeat) {
        static final Timing USUAL = new Timing(Duration.ofSeconds(30), Duration.ofSeconds(3));

        /** The broker may have heard the last heartbeat one earlier than the one that it answered last. */
        Duration longestSilence() {
            return session.minus(heartbeat.multipliedBy(2));
        }
    }

    private final Map<String, Object> connection;
    private final String group;
    private final Collection<String> organizations;
    private final Member member;
    private final Timing timing;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::takePartUntilTheEnd, "audit-election");

    /**
     * @param group who is in it shares the organizations, so all of it must know the same ones
     */
    Election(
            Map<String, Object> connection,
            String group,
            Collection<String> organizations,
            Member member,
            Timing timing) {
        this.connection = connection;
        this.group = group;
        this.organizations = organizations;
        this.member = member;
        this.timing = timing;
        thread.setDaemon(true);
    }

    /** The partition that stands for an organization; the same for all, also while partitions are added to the topic. */
    static int placeOf(String organization) {
        return Partitions.of(Topic.AUDIT_ENTRIES, organization.toLowerCase(Locale.ROOT));
    }

    void begin() {
        thread.start();
    }

    /** Gives everything back, so that another instance goes on at once, and returns when nothing is followed any more. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(POLL.plus(FAREWELL).plus(Shift.LONGEST_END).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void takePartUntilTheEnd() {
        while (!isClosing()) {
            try {
                new Candidacy().run();
            } catch (RuntimeException failed) {
                LOG.warn("Can't take part in sharing the organizations; it is tried again", failed);
                member.isCutOff(failed);
                waitBeforeAnotherTry();
            }
        }
        member.follows(Set.of());
    }

    private void waitBeforeAnotherTry() {
        try {
            closing.await(BEFORE_ANOTHER_TRY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Nobody interrupts this thread to end it; the loop asks whether it ends.
            LOG.debug("Interrupted while waiting");
        }
    }

    /** One membership, from joining to leaving. */
    private final class Candidacy implements ConsumerRebalanceListener {
        private final KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        private final Set<Integer> owned = new HashSet<>();
        private double heartbeats;
        /** Not by the clock, which may be set. */
        private long heardAt = System.nanoTime();

        private boolean cutOff;

        void run() {
            try {
                consumer.subscribe(List.of(Topic.AUDIT_ENTRIES.topicName()), this);
                while (!isClosing()) {
                    consumer.poll(POLL);
                    listenForHeartbeats();
                }
            } finally {
                consumer.close(CloseOptions.timeout(FAREWELL));
            }
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> gained) {
            consumer.pause(gained);
            owned.addAll(numbersOf(gained));
            heard();
            member.follows(own());
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> taken) {
            owned.removeAll(numbersOf(taken));
            member.follows(own());
        }

        private void listenForHeartbeats() {
            double now = answeredHeartbeats();
            if (now != heartbeats) {
                heartbeats = now;
                heard();
            }
            Duration silence = Duration.ofNanos(System.nanoTime() - heardAt);
            if (!cutOff && silence.compareTo(timing.longestSilence()) > 0) {
                cutOff = true;
                member.isCutOff(new TimeoutException("The broker has not answered for " + silence.toSeconds()
                        + " s, so it can't be known which instance follows the audit log."));
            }
        }

        /** A broker that comes back soon enough may know this member still, and says nothing else then. */
        private void heard() {
            heardAt = System.nanoTime();
            if (cutOff) {
                cutOff = false;
                member.follows(own());
            }
        }

        private Set<String> own() {
            return organizations.stream()
                    .filter(name -> owned.contains(placeOf(name)))
                    .collect(Collectors.toUnmodifiableSet());
        }

        private double answeredHeartbeats() {
            return consumer.metrics().values().stream()
                    .filter(metric -> metric.metricName().name().equals("heartbeat-total"))
                    .map(Metric::metricValue)
                    .mapToDouble(value -> ((Number) value).doubleValue())
                    .sum();
        }
    }

    private static Set<Integer> numbersOf(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).collect(Collectors.toUnmodifiableSet());
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // Who keeps an organization goes on with it while others come and go.
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        settings.put(
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) timing.session().toMillis());
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int)
                timing.heartbeat().toMillis());
        return settings;
    }
}
