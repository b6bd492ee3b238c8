package dev.patrol.rotator.commands;

import dev.patrol.model.Declaration;
import dev.patrol.model.DeclareToken;
import dev.patrol.model.TokenDeclared;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.wire.Envelope;
import dev.patrol.rotator.policy.CreationPolicies;
import dev.patrol.rotator.policy.Objection;
import dev.patrol.rotator.policy.PlannedToken;
import dev.patrol.service.messaging.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * Lays down how a lineage is to be, or takes that back. Doing it again for the same command changes nothing. What can't be kept is
 * refused, since every later rotation would come to grief over it.
 */
@ApplicationScoped
class TokenDeclaration {
    /** Earlier than this the scanner says nothing of a token's expiry. */
    private static final Duration EARLIEST_NEWS = Duration.ofDays(30);

    private final Publisher publisher;
    private final CommandAnswers answers;
    private final CreationPolicies policies;

    TokenDeclaration(Publisher publisher, CommandAnswers answers, CreationPolicies policies) {
        this.publisher = publisher;
        this.answers = answers;
        this.policies = policies;
    }

    /** @throws Refusal.Thrown where it can't be kept */
    void declare(Envelope<DeclareToken> command) {
        DeclareToken asked = command.payload();
        Lineage lineage = Lineage.of(asked.organization(), asked.displayName());
        if (asked.declaration() == null) {
            publisher.bury(Topic.DECLARED_TOKENS, lineage.secretName());
            answers.completed(command, "Nothing is declared of " + lineage + " any more.");
            return;
        }
        requireKeepable(asked.declaration());
        Optional<Objection> objection = policies.objectionTo(PlannedToken.of(asked, lineage));
        if (objection.isPresent()) {
            throw new Refusal.Thrown(Refusal.of(objection.get()));
        }
        publisher.announce(
                new TokenDeclared(lineage, lineage.secretName(), asked.declaration(), asked.requestedBy()), command);
        answers.completed(command, lineage + " is declared; its secret is " + lineage.secretName() + ".");
    }

    private void requireKeepable(Declaration declared) {
        Duration validity = declared.validity();
        Duration rotateBefore = declared.rotateBefore();
        Duration overlap = declared.overlap() == null ? Duration.ZERO : declared.overlap();
        if (!isPositive(validity) || !isPositive(rotateBefore) || overlap.isNegative()) {
            throw refused(
                    "no-duration",
                    "A validity and a threshold of rotation are above zero, and an overlap is not below.",
                    "Declare durations that can be.");
        }
        if (rotateBefore.compareTo(EARLIEST_NEWS) > 0) {
            throw refused(
                    "too-early-rotation",
                    "Tokens are looked at from " + EARLIEST_NEWS.toDays() + " days before their expiry on.",
                    "Declare a shorter validity, or that it is rotated later.");
        }
        if (validity.compareTo(rotateBefore.plus(overlap)) <= 0) {
            throw refused(
                    "endless-rotation",
                    "A token that lives for " + validity + " and is due " + rotateBefore
                            + " before its end, with an overlap of " + overlap + ", would be rotated without end.",
                    "Declare a longer validity, or that it is rotated later.");
        }
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    private static Refusal.Thrown refused(String code, String reason, String remedy) {
        return new Refusal.Thrown(Refusal.mistake(code, reason, remedy));
    }
}
