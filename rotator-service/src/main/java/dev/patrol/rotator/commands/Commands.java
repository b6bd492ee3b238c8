package dev.patrol.rotator.commands;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.azure.Organizations;
import dev.patrol.model.Command;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.service.messaging.Inbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Opens records of the command topics, and answers those that are not to be obeyed. Blocks until the answer is said. */
@ApplicationScoped
class Commands {
    private final Inbox inbox;
    private final CommandGate gate;
    private final CommandAnswers answers;
    private final Clock clock;

    Commands(
            Inbox inbox,
            CommandSettings settings,
            Organizations organizations,
            BegunCommands begun,
            CommandAnswers answers,
            Clock clock) {
        this.inbox = inbox;
        this.gate = new CommandGate(
                settings, organization -> organizations.client(organization).isPresent(), begun::isBegun);
        this.answers = answers;
        this.clock = clock;
    }

    /**
     * @return empty where it is refused, and that is said
     * @throws MalformedMessage where it is no command; that is said too
     */
    Optional<Envelope<? extends Command>> admit(ConsumerRecord<String, byte[]> message) {
        Map<String, String> headers = headersOf(message);
        Envelope<? extends Command> command;
        try {
            command = open(message);
        } catch (MalformedMessage e) {
            answers.malformed(headers, e.getMessage());
            throw e;
        }
        Optional<Refusal> refusal = refusal(command, headers, message);
        refusal.ifPresent(why -> answers.refused(command, why));
        return refusal.isPresent() ? Optional.empty() : Optional.of(command);
    }

    private Optional<Refusal> refusal(
            Envelope<? extends Command> command, Map<String, String> headers, ConsumerRecord<String, byte[]> message) {
        try {
            return gate.refusal(
                    command, headers, message.value(), Instant.ofEpochMilli(message.timestamp()), clock.instant());
        } catch (RuntimeException e) {
            answers.failed(command, e);
            throw e;
        }
    }

    @SuppressWarnings("unchecked")
    private Envelope<? extends Command> open(ConsumerRecord<String, byte[]> message) {
        Envelope<?> envelope = inbox.open(message);
        if (!(envelope.payload() instanceof Command)
                || !envelope.type().topic().topicName().equals(message.topic())) {
            throw new MalformedMessage("A " + envelope.type().typeName() + " does not belong on " + message.topic());
        }
        return (Envelope<? extends Command>) envelope;
    }

    private static Map<String, String> headersOf(ConsumerRecord<String, byte[]> message) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : message.headers()) {
            headers.put(header.key(), header.value() == null ? "" : new String(header.value(), UTF_8));
        }
        return headers;
    }
}
