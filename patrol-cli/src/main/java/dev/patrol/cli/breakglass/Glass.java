package dev.patrol.cli.breakglass;

import dev.patrol.cli.CallFailed;
import dev.patrol.cli.ExitCode;
import dev.patrol.cli.kafka.Publishing;
import dev.patrol.cli.kafka.Topics;
import dev.patrol.cli.order.Answers;
import dev.patrol.cli.terminal.Times;
import dev.patrol.model.BreakGlassEnded;
import dev.patrol.model.RevokeAll;
import dev.patrol.model.wire.Envelope;
import java.time.Duration;

/** Asks for one of the two steps, and follows it to its end. */
final class Glass {
    private final Topics topics;
    private final Publishing publishing;
    private final Narration narration;
    private final Duration deadline;

    Glass(Topics topics, Publishing publishing, Narration narration, Duration deadline) {
        this.topics = topics;
        this.publishing = publishing;
        this.narration = narration;
        this.deadline = deadline;
    }

    /** @throws CallFailed where it is refused, or has no end within the deadline */
    BreakGlassEnded order(RevokeAll command) {
        try (Answers answers = Answers.listen(topics, command)) {
            Envelope<RevokeAll> envelope = publishing.envelope(command);
            publishing.send(envelope);
            narration.asked(envelope);
            Answers.Ending ending =
                    answers.await(envelope, deadline, narration::told).orElseThrow(() -> late(command));
            BreakGlassEnded ended = ending.account().orElseThrow(() -> refused(ending));
            narration.ended(ended);
            ending.refusal().ifPresent(withoutSuccessors -> {
                throw CallFailed.because(withoutSuccessors.reason() + " " + withoutSuccessors.remedy());
            });
            return ended;
        }
    }

    private static CallFailed refused(Answers.Ending ending) {
        return CallFailed.with(
                ending.exitCode(),
                ending.refusal()
                        .map(refusal ->
                                "Refused (" + refusal.code() + "): " + refusal.reason() + " " + refusal.remedy())
                        .orElse("It ended without an account. Look at the rotator's log."));
    }

    private CallFailed late(RevokeAll command) {
        return CallFailed.with(
                ExitCode.NO_ANSWER,
                "There was no end within " + Times.rough(deadline) + ". "
                        + (command.dryRun() ? "Nothing was revoked." : "The rotator goes on when it can.")
                        + " Is the rotator running? ./patrol watch shows what it says.");
    }
}
