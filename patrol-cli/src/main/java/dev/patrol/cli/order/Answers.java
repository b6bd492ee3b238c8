package dev.patrol.cli.order;

import dev.patrol.cli.CallFailed;
import dev.patrol.cli.events.Happening;
import dev.patrol.cli.kafka.Following;
import dev.patrol.cli.kafka.TopicRemedies;
import dev.patrol.cli.kafka.Topics;
import dev.patrol.model.BreakGlassEnded;
import dev.patrol.model.Command;
import dev.patrol.model.CommandRefused;
import dev.patrol.model.Payload;
import dev.patrol.model.RotationRequested;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Hears what comes of a command. It listens before the command is sent, so that no answer is too quick for it. */
public final class Answers implements AutoCloseable {
    private static final Duration TURN = Duration.ofMillis(200);
    /** The first is the one that none of this goes without. */
    private static final Set<Topic> TOPICS = new LinkedHashSet<>(List.of(
            Topic.COMMAND_RESULTS,
            Topic.ROTATION_REQUESTS,
            Topic.TOKEN_ROTATED,
            Topic.TOKEN_REVOKED,
            Topic.TOKEN_CREATED,
            Topic.ROTATION_FAILED,
            Topic.POLICY_VIOLATED));

    private final Following following;
    private final Set<Topic> needed;

    private Answers(Following following, Set<Topic> needed) {
        this.following = following;
        this.needed = needed;
    }

    /** How it ended: the exit code, and what was said at the end where something was. */
    public record Ending(int exitCode, Optional<CommandRefused> refusal, Optional<BreakGlassEnded> account) {}

    /**
     * @param command whose answers are to be heard
     * @throws CallFailed where they can't be heard; nothing needs to be sent then
     */
    public static Answers listen(Topics topics, Command command) {
        return listen(topics, Course.toldOn(command));
    }

    /**
     * The same for several commands.
     *
     * @param needed where their ends are told
     */
    public static Answers listen(Topics topics, Set<Topic> needed) {
        Following following = topics.follow(TOPICS, Optional.empty());
        Answers answers = new Answers(following, needed);
        try {
            answers.requireAnswers();
            return answers;
        } catch (CallFailed e) {
            following.close();
            throw e;
        }
    }

    /** Whether this user may see the topic is known at once; whether it may be read, when it is. */
    private void requireAnswers() {
        needed.stream().filter(following.unreadable()::contains).findFirst().ifPresent(topic -> {
            throw CallFailed.because("What comes of a command can't be heard: " + TopicRemedies.unreadable(topic)
                    + " Without --wait none of that is needed.");
        });
    }

    /**
     * Waits for the end of a command.
     *
     * @param told hears all that happens because of it, but what the rotator says to itself
     * @return empty where there is no end within the deadline
     */
    public Optional<Ending> await(Envelope<? extends Command> command, Duration deadline, Consumer<Happening> told) {
        Course course = new Course(command, !following.unreadable().contains(Topic.ROTATION_REQUESTS));
        long latest = System.nanoTime() + deadline.toNanos();
        while (System.nanoTime() < latest) {
            hear(following.next(TURN), command, course, told);
            requireAnswers();
            if (course.end().isPresent()) {
                // What was said before it, on other topics, may not have been read yet.
                hear(following.rest(TURN), command, course, told);
            }
            OptionalInt end = course.end();
            if (end.isPresent()) {
                return Optional.of(new Ending(end.getAsInt(), course.refusal(), course.account()));
            }
        }
        return Optional.empty();
    }

    private static void hear(
            List<ConsumerRecord<String, byte[]>> messages,
            Envelope<? extends Command> command,
            Course course,
            Consumer<Happening> told) {
        List<Happening> happenings = messages.stream().map(Happening::of).toList();
        // First what is asked of tokens: by it the others are known to belong here.
        happenings.stream()
                .filter(happening -> isBecauseOf(command, happening))
                .flatMap(happening -> happening.payload().stream())
                .filter(RotationRequested.class::isInstance)
                .forEach(course::hear);
        for (Happening happening : happenings) {
            Optional<Payload> payload = happening.payload().filter(said -> !(said instanceof RotationRequested));
            if (payload.isPresent() && (isBecauseOf(command, happening) || course.concerns(payload.get()))) {
                told.accept(happening);
                course.hear(payload.get());
            }
        }
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

    @Override
    public void close() {
        following.close();
    }
}
