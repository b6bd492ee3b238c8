package dev.patrol.cli.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.cli.CallFailed;
import dev.patrol.cli.kafka.KafkaFaults.Access;
import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.signing.SigningKey;
import dev.patrol.model.Topic;
import dev.patrol.service.messaging.TopicHistory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Utils;

/**
 * The topics of the contract, as a call reads and writes them. Nothing of it leaves a consumer group behind. Every method throws
 * {@link CallFailed}, with one sentence, where Kafka does not do it.
 */
public final class Topics {
    private static final String CLIENT_ID = "patrol-cli";
    private static final Duration TURN = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Brokers brokers;
    private final KafkaFaults faults;
    private final TopicHistory history;
    private final Clock clock;

    private Topics(Brokers brokers, Clock clock) {
        this.brokers = brokers;
        this.faults = new KafkaFaults(brokers);
        this.history = new TopicHistory(brokers.properties(CLIENT_ID), clock, PATIENCE);
        this.clock = clock;
    }

    /** Returns once somebody listens at one of the brokers' addresses. */
    public static Topics reach(Settings settings, Clock clock) {
        Brokers brokers = new Brokers(settings);
        List<String> problems = brokers.problems();
        if (!problems.isEmpty()) {
            throw CallFailed.because(String.join(" ", problems));
        }
        brokers.unreachable().ifPresent(sentence -> {
            throw CallFailed.because(sentence);
        });
        return new Topics(brokers, clock);
    }

    /** Reads all that a topic holds. */
    public void all(Topic topic, Consumer<ConsumerRecord<String, byte[]>> visitor) {
        read(topic, () -> history.all(topic, visitor));
    }

    /** The same, one partition after the other. */
    public void byPartition(Topic topic, Consumer<ConsumerRecord<String, byte[]>> visitor, Runnable end) {
        read(topic, () -> history.byPartition(topic, visitor, end));
    }

    /**
     * Reads all records of a key on several topics that share their partition count. Topics that can't be read are left out.
     *
     * @return those
     */
    public Set<Topic> ofKey(Set<Topic> topics, String key, Consumer<ConsumerRecord<String, byte[]>> visitor) {
        int partitions = topics.iterator().next().partitions();
        int partition = Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % partitions;
        try (Following following = Following.begin(
                brokers.properties(CLIENT_ID),
                faults,
                topics,
                found -> found == partition,
                Optional.of(Instant.EPOCH))) {
            toTheEnd(following, topics, message -> {
                if (key.equals(message.key())) {
                    visitor.accept(message);
                }
            });
            return following.unreadable();
        }
    }

    /**
     * Reads what was written on several topics at a time or later. Topics that can't be read are left out.
     *
     * @return those
     */
    public Set<Topic> since(Set<Topic> topics, Instant from, Consumer<ConsumerRecord<String, byte[]>> visitor) {
        try (Following following = follow(topics, Optional.of(from))) {
            toTheEnd(following, topics, visitor);
            return following.unreadable();
        }
    }

    private void toTheEnd(Following following, Set<Topic> topics, Consumer<ConsumerRecord<String, byte[]>> visitor) {
        Instant deadline = clock.instant().plus(PATIENCE);
        while (following.isBehind() && clock.instant().isBefore(deadline)) {
            List<ConsumerRecord<String, byte[]>> records = following.next(TURN);
            records.forEach(visitor);
            if (!records.isEmpty()) {
                deadline = clock.instant().plus(PATIENCE);
            }
        }
        if (following.isBehind()) {
            throw faults.of(
                    new TimeoutException(), Access.READ, topics.iterator().next());
        }
    }

    /** Reads what was written at a time or later. */
    public void since(Topic topic, Instant from, Consumer<ConsumerRecord<String, byte[]>> visitor) {
        read(topic, () -> history.since(topic, from, visitor));
    }

    /**
     * Follows topics from now on. Those that can't be read are left out; where that is all of them, it is said of the first.
     *
     * @param since reads first what was written since; empty: only what comes
     */
    public Following follow(Set<Topic> topics, Optional<Instant> since) {
        return Following.begin(brokers.properties(CLIENT_ID), faults, topics, partition -> true, since);
    }

    /** How far a service has come with a topic of one partition. */
    public GroupProgress progress(String group, Topic topic) {
        return new GroupProgress(brokers.properties(CLIENT_ID), group, topic);
    }

    /** @param key what commands are signed with */
    public Publishing publishing(Optional<SigningKey> key) {
        return new Publishing(brokers.properties(CLIENT_ID), faults, clock, key);
    }

    private void read(Topic topic, Runnable reading) {
        try {
            reading.run();
        } catch (KafkaException e) {
            throw faults.of(e, Access.READ, topic);
        }
    }
}
