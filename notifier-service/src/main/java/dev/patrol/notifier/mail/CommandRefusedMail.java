package dev.patrol.notifier.mail;

import dev.patrol.model.CommandRefused;
import dev.patrol.model.wire.Envelope;
import java.util.Map;

/** "Somebody asked for something, and Patrol did not do it." */
final class CommandRefusedMail implements MailComposer<CommandRefused> {
    private final MailWriter writer;

    CommandRefusedMail(MailWriter writer) {
        this.writer = writer;
    }

    @Override
    public Class<CommandRefused> type() {
        return CommandRefused.class;
    }

    @Override
    public Mail compose(Envelope<CommandRefused> envelope) {
        CommandRefused event = envelope.payload();
        String subject =
                "A command" + (event.organization() == null ? "" : " for " + OutsideText.name(event.organization()))
                        + " was refused: " + OutsideText.name(event.code());
        return writer.write("command-refused", Frame.of(envelope), subject, Map.of("event", event));
    }
}
