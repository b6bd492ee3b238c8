package dev.patrol.cli.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.cli.CallFailed;
import dev.patrol.cli.ExitCode;
import dev.patrol.cli.fault.Causes;
import dev.patrol.cli.kafka.KafkaFaults.Access;
import dev.patrol.cli.signing.SigningKey;
import dev.patrol.model.Command;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.EncodedMessage;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts commands on their topics, signed where there is a key, and returns when all in-sync replicas have them. */
public final class Publishing implements AutoCloseable {
    private static final URI SOURCE = URI.create("/patrol/cli");
    private static final String TRACE = "traceparent";
    private static final int DELIVERY_MILLIS = 8_000;

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaFaults faults;
    private final Clock clock;
    private final Optional<SigningKey> key;
    private final MessageCodec codec = new MessageCodec();

    Publishing(Map<String, Object> properties, KafkaFaults faults, Clock clock, Optional<SigningKey> key) {
        this.key = key;
        this.faults = faults;
        this.clock = clock;
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY_MILLIS);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
        try {
            this.producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            throw CallFailed.because(Brokers.sentenceOfSettings(e));
        }
    }

    /** A command as it will be sent; nothing is sent yet. */
    public <T extends Command> Envelope<T> envelope(T command) {
        return Envelope.first(command, SOURCE, clock.instant());
    }

    /** @return the record's offset */
    public long send(Envelope<? extends Command> command) {
        EncodedMessage message = codec.encode(command);
        ProducerRecord<String, byte[]> sent = new ProducerRecord<>(message.topic(), message.key(), message.value());
        Map<String, String> headers = new LinkedHashMap<>(message.headers());
        key.ifPresent(signer -> headers.putAll(signer.headers(message.headers(), message.value())));
        headers.put(TRACE, newTrace());
        headers.forEach((name, value) -> sent.headers().add(name, value.getBytes(UTF_8)));
        return send(sent, command.type().topic());
    }

    /**
     * Sends a record as it is.
     *
     * @return its offset
     */
    public long send(ProducerRecord<String, byte[]> message, Topic topic) {
        try {
            return producer.send(message).get().offset();
        } catch (ExecutionException e) {
            if (isUnknown(e)) {
                throw CallFailed.with(
                        ExitCode.NO_ANSWER,
                        "The brokers did not say in time whether they have the record. Look with ./patrol watch --since"
                                + " 5m before you ask again.");
            }
            throw faults.of(asRuntime(e.getCause()), Access.WRITE, topic);
        } catch (KafkaException e) {
            throw faults.of(e, Access.WRITE, topic);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CallFailed.because("Interrupted before the brokers had the record.");
        }
    }

    /** The whole story of a command is one trace, and it begins here (W3C Trace Context). */
    private static String newTrace() {
        byte[] ids = new byte[24];
        ThreadLocalRandom.current().nextBytes(ids);
        // Neither id may be all zeros.
        ids[0] |= 1;
        ids[16] |= 1;
        String hex = HexFormat.of().formatHex(ids);
        return "00-" + hex.substring(0, 32) + "-" + hex.substring(32) + "-01";
    }

    /** Sent, and no answer; a topic that is not known was never sent to. */
    private static boolean isUnknown(ExecutionException failure) {
        return failure.getCause() instanceof TimeoutException timeout
                && Causes.find(timeout, UnknownTopicOrPartitionException.class).isEmpty()
                && !String.valueOf(timeout.getMessage()).contains("not present in metadata");
    }

    private static RuntimeException asRuntime(Throwable cause) {
        return cause instanceof RuntimeException known ? known : new KafkaException(cause);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
