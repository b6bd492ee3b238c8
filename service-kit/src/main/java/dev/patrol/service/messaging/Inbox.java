package dev.patrol.service.messaging;

import dev.patrol.model.Payload;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.model.wire.MessageCodec;
import dev.patrol.service.telemetry.Work;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Has records worked on, and opens them by the contract. What does not keep it is thrown as {@link MalformedMessage}, which
 * sends the record to the dead letters with its cause while the service goes on. What fails since the broker is away is begun
 * again when it is back, so all that is done of a record has to be such that doing it twice is doing it once.
 */
@ApplicationScoped
public class Inbox {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Opener opener;
    private final Outages outages = new Outages(FIRST_WAIT, LONGEST_WAIT);

    public Inbox(MessageCodec codec) {
        this.opener = new Opener(codec);
    }

    /**
     * Has a record worked on: what is logged and published meanwhile bears its ids and belongs to its trace.
     *
     * @param work opens the record
     */
    public void handle(ConsumerRecord<String, byte[]> message, Runnable work) {
        outages.outlast(message, () -> Work.consuming(message).run(work));
    }

    /** The same for work that ends later. */
    public <T> Uni<T> handleLater(ConsumerRecord<String, byte[]> message, Supplier<Uni<T>> work) {
        return outages.outlastLater(message, () -> Work.consuming(message).begin(work));
    }

    void onStop(@Observes ShutdownEvent stop) {
        outages.stop();
    }

    public Envelope<?> open(ConsumerRecord<String, byte[]> message) {
        Envelope<?> envelope = opener.open(message);
        Work.learn(envelope);
        return envelope;
    }

    /** Opens a record of a topic that carries one type only. */
    public <T extends Payload> Envelope<T> open(ConsumerRecord<String, byte[]> message, Class<T> expected) {
        return Opener.required(message, open(message), expected);
    }
}
