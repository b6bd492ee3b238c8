package dev.patrol.example.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.model.RotationAcknowledged;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.wire.EncodedMessage;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Says that a new token is used. Saying it again is harmless: the record has the same {@code ce_id}. */
final class Acknowledgements implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final String dependent;
    private final Clock clock;
    private final KafkaProducer<String, byte[]> producer;
    private final MessageCodec codec = new MessageCodec();

    Acknowledgements(ClientSettings settings, Clock clock) {
        this.dependent = settings.dependent();
        this.clock = clock;
        this.producer =
                new KafkaProducer<>(producerSettings(settings), new StringSerializer(), new ByteArraySerializer());
    }

    /** A send ends well within the time that a consumer may take between two polls. */
    private static Map<String, Object> producerSettings(ClientSettings settings) {
        Map<String, Object> all = new HashMap<>();
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
        all.putAll(settings.kafka());
        return all;
    }

    /**
     * Returns when the broker has the record.
     *
     * @throws NotNow where the broker does not take it
     */
    void acknowledge(Envelope<TokenRotated> rotation) {
        TokenRotated rotated = rotation.payload();
        RotationAcknowledged said = new RotationAcknowledged(
                rotated.successor().organization(),
                rotated.secret().name(),
                rotated.successor().authorizationId(),
                dependent);
        send(codec.encode(rotation.ledTo(said, URI.create("/dependents/" + dependent), clock.instant())));
    }

    private void send(EncodedMessage message) {
        ProducerRecord<String, byte[]> written = new ProducerRecord<>(message.topic(), message.key(), message.value());
        message.headers().forEach((name, text) -> written.headers().add(name, text.getBytes(UTF_8)));
        try {
            producer.send(written).get();
        } catch (ExecutionException | KafkaException e) {
            throw new NotNow("The broker did not take the acknowledgement.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotNow("The acknowledgement was interrupted.", e);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSING);
    }
}
