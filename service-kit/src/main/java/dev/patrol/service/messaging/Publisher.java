package dev.patrol.service.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.model.Payload;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.EncodedMessage;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import dev.patrol.service.telemetry.Sending;
import dev.patrol.service.telemetry.Subject;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/**
 * Puts announcements on their topics. Every method returns only when the broker has taken the record (all in-sync
 * replicas), and throws where it has not, so that a caller never goes on with an announcement lost.
 */
@ApplicationScoped
public class Publisher {
    static final String CHANNEL = "patrol-announcements";

    /** Records under way at once in {@link #announceAll}; with the buffer below it bounds the memory. */
    private static final int UNDER_WAY = 256;

    private static final int BUFFER = 4096;

    private final MutinyEmitter<byte[]> emitter;
    private final MessageCodec codec;
    private final RecordMeters meters;
    private final Clock clock;
    private final URI source;

    Publisher(
            @Channel(CHANNEL) @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = BUFFER)
                    MutinyEmitter<byte[]> emitter,
            MessageCodec codec,
            RecordMeters meters,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.emitter = emitter;
        this.codec = codec;
        this.meters = meters;
        this.clock = clock;
        this.source = URI.create("/patrol/" + service);
    }

    /** Announces what begins a story. */
    public <T extends Payload> Envelope<T> announce(T payload) {
        return publish(Envelope.first(payload, source, clock.instant()));
    }

    /**
     * Announces what begins a story, for a caller who can't wait for long.
     *
     * @throws io.smallrye.mutiny.TimeoutException where the broker has not taken it by then; it may do so later
     */
    public <T extends Payload> Envelope<T> announceWithin(Duration patience, T payload) {
        Envelope<T> envelope = Envelope.first(payload, source, clock.instant());
        send(envelope, Context.current(), false).await().atMost(patience);
        return envelope;
    }

    /** Announces what came of something that was read; it belongs to the same story. */
    public <T extends Payload> Envelope<T> announce(T effect, Envelope<?> cause) {
        return publish(cause.ledTo(effect, source, clock.instant()));
    }

    /** Announces what came of something that was read before, by the ids that were kept of it. */
    public <T extends Payload> Envelope<T> announce(T effect, String causationId, String correlationId) {
        Envelope<T> own = Envelope.first(effect, source, clock.instant());
        return publish(
                new Envelope<>(own.id(), own.source(), own.time(), correlationId, Optional.of(causationId), effect));
    }

    /** Announces many, each beginning a story of its own, in the order given for those of one key. */
    public void announceAll(List<? extends Payload> payloads) {
        sendAll(payloads, payload -> Envelope.first(payload, source, clock.instant()), true);
    }

    /** Announces many that came of something that was read, in the order given for those of one key. */
    public void announceAll(List<? extends Payload> effects, Envelope<?> cause) {
        sendAll(effects, effect -> cause.ledTo(effect, source, clock.instant()), false);
    }

    private void sendAll(
            List<? extends Payload> payloads, Function<Payload, Envelope<?>> envelope, boolean beginsStories) {
        Context within = Context.current();
        Multi.createFrom()
                .iterable(payloads)
                .onItem()
                .transformToUni(payload -> send(envelope.apply(payload), within, beginsStories))
                .merge(UNDER_WAY)
                .collect()
                .last()
                .await()
                .indefinitely();
    }

    /** Writes what is no announcement: the state that a service keeps on a compacted topic of its own. */
    public void put(Topic topic, String key, byte[] value) {
        sendState(topic, key, value, Context.current()).await().indefinitely();
    }

    /** The same for many, in their order. */
    public void putAll(Topic topic, Map<String, byte[]> values) {
        if (values.isEmpty()) {
            return;
        }
        Context within = Context.current();
        Multi.createFrom()
                .iterable(values.entrySet())
                .onItem()
                .transformToUni(entry -> sendState(topic, entry.getKey(), entry.getValue(), within))
                .merge(UNDER_WAY)
                .collect()
                .last()
                .await()
                .indefinitely();
    }

    private Uni<Void> sendState(Topic topic, String key, byte[] value, Context within) {
        return send(
                new EncodedMessage(
                        topic.topicName(), key, Map.of(MessageCodec.CONTENT_TYPE, "application/json"), value),
                within);
    }

    /** Writes a record again as it is, where the records of a key lie: it was written where nobody looks for them. */
    public void bring(ConsumerRecord<String, byte[]> message, Topic topic, String key) {
        emit(topic.topicName(), key, new RecordHeaders(message.headers().toArray()), message.value())
                .await()
                .indefinitely();
    }

    /** Puts a record to the dead letters, as far as they take it, with the reason: for who reads without the connector. */
    public void deadLetter(ConsumerRecord<String, byte[]> message, String reason) {
        DeadLetterContent content = DeadLetterContent.of(message.key(), message.headers(), message.value());
        Headers headers = content.headers();
        headers.add("dead-letter-topic", message.topic().getBytes(UTF_8));
        headers.add(
                "dead-letter-partition", Integer.toString(message.partition()).getBytes(UTF_8));
        headers.add("dead-letter-offset", Long.toString(message.offset()).getBytes(UTF_8));
        headers.add("dead-letter-reason", reason.getBytes(UTF_8));
        emit(Topic.DEAD_LETTERS.topicName(), content.key(), headers, content.value())
                .await()
                .indefinitely();
        meters.deadLetter(message.topic());
    }

    /** Takes a key out of a compacted topic: by contract without any header. */
    public void bury(Topic topic, String key) {
        emit(topic.topicName(), key, new RecordHeaders(), null).await().indefinitely();
    }

    private <T extends Payload> Envelope<T> publish(Envelope<T> envelope) {
        send(envelope, Context.current(), false).await().indefinitely();
        return envelope;
    }

    /** A story of its own has a trace of its own, which many of one scan don't share. What is kept of a state has none. */
    private Uni<Void> send(Envelope<?> envelope, Context within, boolean beginsStory) {
        EncodedMessage message = codec.encode(envelope);
        boolean ownTrace = beginsStory && !envelope.type().topic().isCompacted();
        return send(message, Sending.of(message.topic(), Subject.of(envelope), within, ownTrace));
    }

    private Uni<Void> send(EncodedMessage message, Context within) {
        return send(message, Sending.of(message.topic(), Subject.NOTHING, within, false));
    }

    private Uni<Void> send(EncodedMessage message, Sending sending) {
        RecordHeaders headers = new RecordHeaders();
        message.headers().forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
        sending.headers().forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
        return emit(message.topic(), message.key(), headers, message.value())
                .onTermination()
                .invoke((done, failure, cancelled) -> sending.end(Optional.ofNullable(failure)));
    }

    /** The producer gives up by itself ({@code delivery.timeout.ms}), so waiting for it ends. */
    private Uni<Void> emit(String topic, String key, Headers headers, byte[] value) {
        OutgoingKafkaRecordMetadata<String> metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(topic)
                .withPartition(Partitions.of(Topic.named(topic).orElseThrow(), key))
                .withKey(key)
                .withHeaders(headers)
                .build();
        return emitter.sendMessage(Message.of(value, Metadata.of(metadata)))
                .invoke(() -> meters.published(topic, RecordMeters.Outcome.TAKEN))
                .onFailure()
                .invoke(() -> meters.published(topic, RecordMeters.Outcome.FAILED));
    }
}
