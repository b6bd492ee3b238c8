package dev.patrol.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.model.Payload;
import dev.patrol.model.wire.EncodedMessage;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes records as another program would, and returns when the broker has them. */
public final class TopicWriter implements AutoCloseable {
    private static final int LARGEST_COMPRESSED = 5_000_000;

    private final KafkaProducer<String, byte[]> producer;
    private final MessageCodec codec = new MessageCodec();

    public TopicWriter(String bootstrapServers) {
        this(Map.of("bootstrap.servers", bootstrapServers));
    }

    private TopicWriter(Map<String, Object> settings) {
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** Writes to the broker of the service under test. */
    public static TopicWriter ofTest() {
        return new TopicWriter(KafkaBroker.bootstrapServers());
    }

    /** The same by a program that compresses, and so gets much larger records past the broker. */
    public static TopicWriter compressingOfTest() {
        return new TopicWriter(Map.of(
                "bootstrap.servers",
                KafkaBroker.bootstrapServers(),
                "compression.type",
                "gzip",
                "max.request.size",
                LARGEST_COMPRESSED));
    }

    public <T extends Payload> Envelope<T> write(T payload) {
        return write(Envelope.first(payload, URI.create("/test"), Instant.now()));
    }

    public <T extends Payload> Envelope<T> write(Envelope<T> envelope) {
        EncodedMessage message = codec.encode(envelope);
        writeRaw(message.topic(), message.key(), message.headers(), message.value());
        return envelope;
    }

    /** Writes where a client puts it that chooses partitions otherwise than Kafka's own. */
    public void writeTo(int partition, Payload payload) {
        EncodedMessage message = codec.encode(Envelope.first(payload, URI.create("/test"), Instant.now()));
        ProducerRecord<String, byte[]> there =
                new ProducerRecord<>(message.topic(), partition, message.key(), message.value());
        message.headers().forEach((name, text) -> there.headers().add(name, text.getBytes(UTF_8)));
        await(producer.send(there));
    }

    /** Writes many, in the order given for those of one key. */
    public void writeAll(Collection<? extends Envelope<?>> envelopes) {
        List<Future<RecordMetadata>> sent = envelopes.stream()
                .map(codec::encode)
                .map(message ->
                        producer.send(record(message.topic(), message.key(), message.headers(), message.value())))
                .toList();
        sent.forEach(TopicWriter::await);
    }

    /** Writes what need not keep the contract. */
    public void writeRaw(String topic, String key, Map<String, String> headers, byte[] value) {
        await(producer.send(record(topic, key, headers, value)));
    }

    private static ProducerRecord<String, byte[]> record(
            String topic, String key, Map<String, String> headers, byte[] value) {
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(topic, key, value);
        headers.forEach((name, text) -> message.headers().add(name, text.getBytes(UTF_8)));
        return message;
    }

    private static void await(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The record was not written", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while writing", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
