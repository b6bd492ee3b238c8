package dev.patrol.rotator.commands;

import dev.patrol.model.Command;
import dev.patrol.model.CreateToken;
import dev.patrol.model.DeclareToken;
import dev.patrol.model.Restore;
import dev.patrol.model.RotateToken;
import dev.patrol.model.RotationRequested;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.service.messaging.Inbox;
import dev.patrol.service.messaging.Publisher;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Rotates, creates, declares and restores what commands say. A record is acknowledged when that is asked of the lineage, or done. */
@ApplicationScoped
class RotateCommands {
    static final String CHANNEL = "rotate-commands";

    private final Inbox inbox;
    private final Commands commands;
    private final ChosenTokens chosen;
    private final TokenCreation creation;
    private final TokenDeclaration declaration;
    private final Restoration restoration;
    private final CommandAnswers answers;
    private final Publisher publisher;

    RotateCommands(
            Inbox inbox,
            Commands commands,
            ChosenTokens chosen,
            TokenCreation creation,
            TokenDeclaration declaration,
            Restoration restoration,
            CommandAnswers answers,
            Publisher publisher) {
        this.inbox = inbox;
        this.commands = commands;
        this.chosen = chosen;
        this.creation = creation;
        this.declaration = declaration;
        this.restoration = restoration;
        this.answers = answers;
        this.publisher = publisher;
    }

    @Incoming(CHANNEL)
    @Blocking(value = "rotate-commands", ordered = false)
    void onMessage(ConsumerRecord<String, byte[]> message) {
        inbox.handle(message, () -> commands.admit(message).ifPresent(this::obey));
    }

    @SuppressWarnings("unchecked")
    private void obey(Envelope<? extends Command> command) {
        try {
            if (command.payload() instanceof RotateToken) {
                rotate((Envelope<RotateToken>) command);
            } else if (command.payload() instanceof CreateToken) {
                creation.create((Envelope<CreateToken>) command);
            } else if (command.payload() instanceof DeclareToken) {
                declaration.declare((Envelope<DeclareToken>) command);
            } else if (command.payload() instanceof Restore) {
                restoration.restore((Envelope<Restore>) command);
            }
        } catch (RuntimeException e) {
            if (!answers.failed(command, e)) {
                throw e;
            }
        }
    }

    private void rotate(Envelope<RotateToken> command) {
        RotateToken asked = command.payload();
        Token token = chosen.toRotate(command);
        publisher.announce(new RotationRequested(command.id(), token, false, true, asked.requestedBy()), command);
        answers.completed(command, "The rotation of " + token.secretName() + " is asked for.");
    }
}
