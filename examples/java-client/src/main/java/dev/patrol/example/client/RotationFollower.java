package dev.patrol.example.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.model.MessageType;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.model.wire.MessageCodec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the rotations of one secret: swap, acknowledge, and only then commit. So what a crash or a restart interrupts is done
 * again, and what is delivered twice changes nothing. For one thread, but for {@link #stop} and {@link #trouble}.
 */
final class RotationFollower implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(RotationFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final ClientSettings settings;
    private final TokenInMemory token;
    private final Acknowledgements acknowledgements;
    private final Clock clock;
    private final KafkaConsumer<String, byte[]> consumer;
    private final MessageCodec codec = new MessageCodec();
    private volatile Trouble trouble;
    private volatile boolean stopped;

    /**
     * @param since when the first of the failures in a row was
     * @param failures in a row
     * @param reason the last one, in a sentence
     */
    record Trouble(Instant since, int failures, String reason, Instant nextTry) {}

    RotationFollower(ClientSettings settings, TokenInMemory token, Acknowledgements acknowledgements, Clock clock) {
        this.settings = settings;
        this.token = token;
        this.acknowledgements = acknowledgements;
        this.clock = clock;
        this.consumer =
                new KafkaConsumer<>(consumerSettings(settings), new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static Map<String, Object> consumerSettings(ClientSettings settings) {
        Map<String, Object> all = new HashMap<>(settings.kafka());
        all.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // A new group misses nothing; what is over by then is recognized as late.
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return all;
    }

    /**
     * Returns after {@link #stop}.
     *
     * @throws NotNow where the vault or the broker failed for longer than there is patience; nothing is committed, so the next start
     *     takes it up
     */
    @Override
    public void run() {
        try (consumer) {
            consumer.subscribe(List.of(Topic.TOKEN_ROTATED.topicName()));
            while (!stopped) {
                waitOrGoOn();
                followAll(consumer.poll(POLL));
            }
        } catch (WakeupException e) {
            if (!stopped) {
                throw e;
            }
        }
    }

    void stop() {
        stopped = true;
        consumer.wakeup();
    }

    /** What keeps it from following, for a health check; empty where all is well. */
    Optional<Trouble> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** While it waits it polls without reading, so that it stays a member of its group. */
    private void waitOrGoOn() {
        Trouble present = trouble;
        if (present != null && clock.instant().isBefore(present.nextTry())) {
            consumer.pause(consumer.assignment());
        } else {
            consumer.resume(consumer.paused());
        }
    }

    private void followAll(ConsumerRecords<String, byte[]> records) {
        Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            for (ConsumerRecord<String, byte[]> message : records.records(partition)) {
                if (!followed(message)) {
                    consumer.seek(partition, message.offset());
                    break;
                }
                done.put(partition, new OffsetAndMetadata(message.offset() + 1));
            }
        }
        commit(done);
    }

    private boolean followed(ConsumerRecord<String, byte[]> message) {
        if (!settings.secretName().equals(message.key())) {
            return true;
        }
        try {
            rotationIn(message).ifPresent(this::follow);
            trouble = null;
            return true;
        } catch (NotNow failure) {
            bear(failure);
            return false;
        }
    }

    private void follow(Envelope<TokenRotated> rotation) {
        TokenRotated rotated = rotation.payload();
        HeldToken held = token.current().isThatOf(rotated.successor()) ? token.current() : token.refresh();
        if (held.isThatOf(rotated.successor())) {
            acknowledgements.acknowledge(rotation);
            LOG.info("Uses version {} of the secret {}", held.version(), settings.secretName());
        } else {
            LOG.info(
                    "The rotation to version {} of the secret {} is over: the vault has gone on to {}",
                    rotated.secret().version(),
                    settings.secretName(),
                    held.version());
        }
    }

    private void bear(NotNow failure) {
        Instant now = clock.instant();
        Instant since = trouble == null ? now : trouble.since();
        int failures = trouble == null ? 1 : trouble.failures() + 1;
        if (Duration.between(since, now).compareTo(settings.backoff().patience()) > 0) {
            throw failure;
        }
        Duration wait = settings.backoff().after(failures);
        trouble = new Trouble(since, failures, failure.getMessage(), now.plus(wait));
        LOG.warn("{} It is tried again in {}.", failure.getMessage(), wait);
    }

    /** Empty for what is no rotation: the topic may get further types, and a record that breaks the contract says nothing. */
    @SuppressWarnings("unchecked")
    private Optional<Envelope<TokenRotated>> rotationIn(ConsumerRecord<String, byte[]> message) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : message.headers()) {
            headers.put(header.key(), header.value() == null ? "" : new String(header.value(), UTF_8));
        }
        if (!MessageType.TOKEN_ROTATED.typeName().equals(headers.get(MessageCodec.TYPE))) {
            return Optional.empty();
        }
        try {
            return Optional.of((Envelope<TokenRotated>) codec.decode(headers, message.value()));
        } catch (MalformedMessage e) {
            LOG.error(
                    "The record at offset {} of {}-{} is left out: {}",
                    message.offset(),
                    message.topic(),
                    message.partition(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    private void commit(Map<TopicPartition, OffsetAndMetadata> done) {
        if (done.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(done);
        } catch (CommitFailedException | RebalanceInProgressException | RetriableException e) {
            // Delivered again, and harmless then.
            LOG.warn(
                    "What was followed could not be committed ({})",
                    e.getClass().getSimpleName());
        }
    }
}
