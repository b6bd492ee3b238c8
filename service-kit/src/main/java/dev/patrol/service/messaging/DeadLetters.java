package dev.patrol.service.messaging;

import dev.patrol.service.telemetry.Subject;
import dev.patrol.service.telemetry.Work;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.fault.KafkaDeadLetterQueue;
import io.smallrye.reactive.messaging.kafka.fault.KafkaFailureHandler;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;

/**
 * The connector's dead letters, but for records that nothing is wrong with: whose work was not begun, or was interrupted because
 * the service is stopping. Those are left unacknowledged, and come again to whoever reads their partition next. One that could
 * not be worked on since the broker is away does not come here before the service stops: see {@link Outages}.
 */
@ApplicationScoped
@Identifier(DeadLetters.STRATEGY)
public class DeadLetters implements KafkaFailureHandler.Factory {
    static final String STRATEGY = "patrol-dead-letters";

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final KafkaDeadLetterQueue.Factory deadLetterQueue;
    private final RecordMeters meters;

    DeadLetters(@Identifier("dead-letter-queue") KafkaDeadLetterQueue.Factory deadLetterQueue, RecordMeters meters) {
        this.deadLetterQueue = deadLetterQueue;
        this.meters = meters;
    }

    @Override
    public KafkaFailureHandler create(
            KafkaConnectorIncomingConfiguration config,
            Vertx vertx,
            KafkaConsumer<?, ?> consumer,
            BiConsumer<Throwable, Boolean> reportFailure) {
        return new Handler(deadLetterQueue.create(config, vertx, consumer, reportFailure), meters);
    }

    /** Whether nothing is wrong with the record: it is worked on again, here or by whoever reads its partition next. */
    public static boolean isPassing(Throwable reason) {
        return isOfAnEnd(reason) || isOutage(reason);
    }

    /** Whether only the broker was away. */
    static boolean isOutage(Throwable reason) {
        return outageIn(reason).isPresent();
    }

    /** What Kafka says where only the broker was away. */
    static Optional<RetriableException> outageIn(Throwable reason) {
        return isOfAnEnd(reason)
                ? Optional.empty()
                : causes(reason)
                        .filter(RetriableException.class::isInstance)
                        .map(RetriableException.class::cast)
                        .findFirst();
    }

    /** Whether the service stops, or the partition is another instance's by now. */
    private static boolean isOfAnEnd(Throwable reason) {
        return causes(reason)
                .anyMatch(
                        cause -> cause instanceof RejectedExecutionException || cause instanceof InterruptedException);
    }

    private static Stream<Throwable> causes(Throwable reason) {
        return Stream.iterate(reason, Objects::nonNull, Throwable::getCause);
    }

    private record Handler(KafkaFailureHandler deadLetterQueue, RecordMeters meters) implements KafkaFailureHandler {
        @Override
        public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> message, Throwable reason, Metadata metadata) {
            return Work.about(Subject.of(message.getHeaders())).get(() -> settle(message, reason, metadata));
        }

        private <K, V> Uni<Void> settle(IncomingKafkaRecord<K, V> message, Throwable reason, Metadata metadata) {
            if (isPassing(reason)) {
                LOG.infof(
                        "Left for later: %s, partition %d, offset %d",
                        message.getTopic(), message.getPartition(), message.getOffset());
                // A failure would end the channel: the service would live on and never read another record.
                return Uni.createFrom().voidItem();
            }
            LOG.errorf(
                    "To the dead letters: %s, partition %d, offset %d: %s",
                    message.getTopic(), message.getPartition(), message.getOffset(), reason.getMessage());
            return deadLetterQueue
                    .handle(Shortened.asFarAsNeeded(message), reason, metadata)
                    .invoke(() -> meters.deadLetter(message.getTopic()));
        }

        @Override
        public void terminate() {
            deadLetterQueue.terminate();
        }
    }

    /** As much of a record as the dead letters take. To acknowledge it is to acknowledge the record. */
    private static final class Shortened<K, V> extends IncomingKafkaRecord<K, V> {
        private final DeadLetterContent content;

        private Shortened(IncomingKafkaRecord<K, V> whole, DeadLetterContent content) {
            super(whole);
            this.content = content;
        }

        /** All channels have keys of text and values of bytes. */
        static <K, V> IncomingKafkaRecord<K, V> asFarAsNeeded(IncomingKafkaRecord<K, V> message) {
            DeadLetterContent content = DeadLetterContent.of(
                    (String) message.getKey(), message.getHeaders(), (byte[]) message.getPayload());
            return content.isShortened() ? new Shortened<>(message, content) : message;
        }

        @Override
        public K getKey() {
            return content.key() == null ? null : super.getKey();
        }

        @Override
        public V getPayload() {
            return null;
        }

        @Override
        public Headers getHeaders() {
            return content.headers();
        }
    }
}
