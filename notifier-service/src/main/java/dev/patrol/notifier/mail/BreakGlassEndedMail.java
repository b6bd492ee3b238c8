package dev.patrol.notifier.mail;

import dev.patrol.model.BreakGlassAccount;
import dev.patrol.model.BreakGlassEnded;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import java.util.Map;

/** "Everything was revoked", or what of it was not. */
final class BreakGlassEndedMail implements MailComposer<BreakGlassEnded> {
    private final MailWriter writer;

    BreakGlassEndedMail(MailWriter writer) {
        this.writer = writer;
    }

    @Override
    public Class<BreakGlassEnded> type() {
        return BreakGlassEnded.class;
    }

    @Override
    public Mail compose(Envelope<BreakGlassEnded> envelope) {
        BreakGlassEnded event = envelope.payload();
        return writer.write(
                "break-glass-ended",
                Frame.of(envelope),
                subject(event),
                Map.of(
                        "event", event,
                        "tokens", Rows.named(event.tokens(), Token::displayName),
                        "failed", Rows.named(event.failed(), Token::displayName),
                        "unreachable",
                                Rows.of(event.unreachable(), event.account().unreachable())));
    }

    private static String subject(BreakGlassEnded event) {
        BreakGlassAccount account = event.account();
        String organization = OutsideText.name(event.organization());
        if (event.dryRun()) {
            return "Dry run of a break-glass of " + organization + ": " + Words.counted(account.found(), "token")
                    + " would die";
        }
        return "Break-glass of " + organization + ": " + Words.counted(account.revoked(), "token") + " revoked"
                + (account.failed() == 0 ? "" : ", " + Words.grouped(account.failed()) + " STILL ALIVE")
                + (account.unreachable() == 0 ? "" : ", " + Words.grouped(account.unreachable()) + " not reached");
    }
}
