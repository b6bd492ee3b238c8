package dev.patrol.cli.order;

import dev.patrol.cli.events.Happening;
import dev.patrol.cli.kafka.Following;
import dev.patrol.cli.kafka.Topics;
import dev.patrol.model.BreakGlassEnded;
import dev.patrol.model.CommandCompleted;
import dev.patrol.model.CommandRefused;
import dev.patrol.model.Event;
import dev.patrol.model.Payload;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Hears what comes of a command. It listens before the command is sent, so that no answer is too quick for it. */
public final class Answers implements AutoCloseable {
    private static final Duration TURN = Duration.ofMillis(200);
    private static final Set<Topic> TOPICS = EnumSet.of(
            Topic.COMMAND_RESULTS,
            Topic.TOKEN_ROTATED,
            Topic.TOKEN_REVOKED,
            Topic.TOKEN_CREATED,
            Topic.ROTATION_FAILED,
            Topic.POLICY_VIOLATED);

    private final Following following;

    private Answers(Following following) {
        this.following = following;
    }

    public static Answers listen(Topics topics) {
        // Without this one no end would ever be heard.
        topics.requireReadable(Topic.COMMAND_RESULTS);
        return new Answers(topics.follow(TOPICS, Optional.empty()));
    }

    /**
     * Waits for the end of a command.
     *
     * @param told hears all that happens because of it, the end too
     * @return the end; empty where there is none within the deadline
     */
    public Optional<Event> await(Envelope<?> command, Duration deadline, Consumer<Happening> told) {
        long end = System.nanoTime() + deadline.toNanos();
        while (System.nanoTime() < end) {
            for (ConsumerRecord<String, byte[]> message : following.next(TURN)) {
                Happening happening = Happening.of(message);
                if (isBecauseOf(command, happening)) {
                    told.accept(happening);
                    Optional<Event> last = happening.payload().flatMap(payload -> endOf(command, payload));
                    if (last.isPresent()) {
                        return last;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isBecauseOf(Envelope<?> command, Happening happening) {
        return happening
                        .header(MessageCodec.CAUSATION_ID)
                        .filter(command.id()::equals)
                        .isPresent()
                || happening
                        .header(MessageCodec.CORRELATION_ID)
                        .filter(command.correlationId()::equals)
                        .isPresent();
    }

    private static Optional<Event> endOf(Envelope<?> command, Payload payload) {
        if (payload instanceof CommandCompleted completed
                && completed.commandId().equals(command.id())) {
            return Optional.of(completed);
        }
        if (payload instanceof CommandRefused refused && refused.commandId().equals(command.id())) {
            return Optional.of(refused);
        }
        if (payload instanceof BreakGlassEnded ended && ended.commandId().equals(command.id())) {
            return Optional.of(ended);
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        following.close();
    }
}
