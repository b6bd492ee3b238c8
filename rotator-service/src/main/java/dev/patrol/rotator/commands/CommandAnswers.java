package dev.patrol.rotator.commands;

import dev.patrol.model.Command;
import dev.patrol.model.CommandCompleted;
import dev.patrol.model.CommandRefused;
import dev.patrol.model.Severity;
import dev.patrol.model.wire.Envelope;
import dev.patrol.service.messaging.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Tells whoever gave a command what came of it. */
@ApplicationScoped
class CommandAnswers {
    private static final Logger LOG = Logger.getLogger(CommandAnswers.class);
    /** A header is anybody's text. */
    private static final int LONGEST = 200;

    private final Publisher publisher;

    CommandAnswers(Publisher publisher) {
        this.publisher = publisher;
    }

    void completed(Envelope<? extends Command> command, String outcome) {
        publisher.announce(
                new CommandCompleted(
                        command.id(),
                        command.type().typeName(),
                        command.payload().concernedOrganization(),
                        command.payload().requestedBy(),
                        outcome),
                command);
        LOG.infof("Command %s of %s: %s", command.id(), command.payload().requestedBy(), outcome);
    }

    void refused(Envelope<? extends Command> command, Refusal refusal) {
        publisher.announce(
                new CommandRefused(
                        command.id(),
                        command.type().typeName(),
                        command.payload().concernedOrganization(),
                        command.payload().requestedBy(),
                        refusal.severity(),
                        refusal.code(),
                        refusal.reason(),
                        refusal.remedy()),
                command);
        LOG.warnf(
                "Refused %s %s of %s: %s",
                command.type().typeName(), command.id(), command.payload().requestedBy(), refusal.reason());
    }

    /**
     * Tells why a command could not be done.
     *
     * @return whether that is all; else the record is to come again, or to go to the dead letters
     */
    boolean failed(Envelope<? extends Command> command, Throwable failure) {
        if (Refusals.isPutOff(failure)) {
            return false;
        }
        Optional<Refusal> known = Refusals.of(failure);
        refused(command, known.orElseGet(() -> Refusals.ofFault(failure)));
        return known.isPresent();
    }

    /** A record that can't be read as a command; it goes to the dead letters besides. */
    void malformed(Map<String, String> headers, String reason) {
        String id = shortened(headers.getOrDefault("ce_id", "unknown"));
        publisher.announce(
                new CommandRefused(
                        id,
                        shortened(headers.getOrDefault("ce_type", "unknown")),
                        null,
                        null,
                        Severity.HIGH,
                        "malformed",
                        "The record is no command: " + reason,
                        "Look at it in the dead letters, and mend whatever wrote it. docs/topics.md says what a command looks"
                                + " like."),
                id,
                id);
        LOG.warnf("Refused a record that is no command: %s", reason);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
