package dev.patrol.rotator.commands;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.model.Command;
import dev.patrol.model.Declaration;
import dev.patrol.model.Restore;
import dev.patrol.model.RevokeAll;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.RotationRequested;
import dev.patrol.model.RotationStep;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.rotator.breakglass.Chosen;
import dev.patrol.rotator.policy.CreationPolicies;
import dev.patrol.rotator.policy.Objection;
import dev.patrol.rotator.policy.PlannedToken;
import dev.patrol.rotator.rotation.RegisteredDependents;
import dev.patrol.rotator.rotation.RotationSettings;
import dev.patrol.service.declarations.Declarations;
import dev.patrol.service.messaging.Publisher;
import dev.patrol.service.text.Glob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Issues anew what is dead: every secret that Patrol has stored, that a command chooses, and whose token does not live any more.
 * What the secret's tags and Azure DevOps say of the token is enough: the account of a break-glass is not needed. Each is a
 * rotation with the scopes that the dead token had, into the same secret.
 */
@ApplicationScoped
class Restoration {
    private final DeadTokens deadTokens;
    private final RegisteredDependents dependents;
    private final Declarations declarations;
    private final CreationPolicies policies;
    private final Duration validity;
    private final Publisher publisher;
    private final CommandAnswers answers;

    Restoration(
            DeadTokens deadTokens,
            Declarations declarations,
            CreationPolicies policies,
            RotationSettings settings,
            Publisher publisher,
            CommandAnswers answers) {
        this.deadTokens = deadTokens;
        this.dependents = RegisteredDependents.of(settings);
        this.declarations = declarations;
        this.policies = policies;
        this.validity = Duration.ofDays(settings.validDays());
        this.publisher = publisher;
        this.answers = answers;
    }

    /** @throws Refusal.Thrown where it is for an owner, or a dependent that nobody knows, or chooses nothing */
    void restore(Envelope<Restore> command) {
        Restore asked = command.payload();
        if (asked.filter().owner() != null) {
            throw new Refusal.Thrown(Refusal.mistake(
                    "owner-not-known",
                    "Azure DevOps does not say whose a dead token was, so none can be chosen by its owner.",
                    "Leave the owner out (--owner), and name the tokens by patterns."));
        }
        Predicate<Token> chosen = new Chosen(asked.filter());
        if (asked.dependent() != null) {
            chosen = chosen.and(readBy(asked.dependent()));
        }
        RestorePlan plan = plan(
                deadTokens.of(asked.concernedOrganization()),
                chosen,
                asked.includeCompromised(),
                Optional.ofNullable(asked.filter().displayName()));
        if (plan.isEmpty()) {
            throw new Refusal.Thrown(Refusal.mistake(
                    "nothing-to-restore",
                    "Nothing that it chooses is dead and in a secret that Patrol has stored.",
                    "Look at the pattern and the filters with ./patrol tokens; '*' is everything. What is restored is not"
                            + " restored twice."));
        }
        carryOut(command, plan);
    }

    /**
     * Successors of what a break-glass has revoked, and of nothing that was dead before. Whom it names it names to die, not to come
     * back.
     */
    void restore(Envelope<RevokeAll> command, Set<UUID> revoked) {
        DeadTokens.Dead dead = deadTokens.among(revoked, command.payload().concernedOrganization());
        carryOut(command, plan(dead, token -> true, false, Optional.empty()));
    }

    private Predicate<Token> readBy(String dependent) {
        Glob names = Glob.of(dependent);
        Map<String, Declaration> declared = declarations.all();
        Stream<String> known = Stream.concat(
                dependents.all().stream(),
                declared.values().stream().flatMap(declaration -> declaration.dependents().stream()));
        if (known.noneMatch(names::matches)) {
            throw new Refusal.Thrown(Refusal.mistake(
                    "unknown-dependent",
                    "No dependent is registered or declared under such a name: " + dependent + ".",
                    "Register it with the rotator (patrol.rotation.dependents), declare it (./patrol apply), or choose tokens by"
                            + " their names."));
        }
        return token ->
                dependents.of(token.secretName(), Optional.ofNullable(declared.get(token.secretName()))).stream()
                        .anyMatch(names::matches);
    }

    private RestorePlan plan(
            DeadTokens.Dead dead, Predicate<Token> chosen, boolean includeCompromised, Optional<String> named) {
        return new RestoreRules(
                        chosen,
                        includeCompromised,
                        named,
                        dead.compromised(),
                        dead.revokedForGood(),
                        token -> policies.objectionTo(PlannedToken.successorOf(token, validity)))
                .judge(dead.tokens());
    }

    private void carryOut(Envelope<? extends Command> command, RestorePlan plan) {
        plan.refused().forEach((token, objection) -> publisher.announce(refused(command, token, objection), command));
        plan.again()
                .forEach(token -> publisher.announce(
                        new RotationRequested(
                                command.id(),
                                token,
                                true,
                                true,
                                command.payload().requestedBy()),
                        command));
        answers.completed(command, plan.outcome());
    }

    private static RotationFailed refused(Envelope<?> command, Token token, Objection objection) {
        return new RotationFailed(
                UUID.nameUUIDFromBytes((command.id() + "/" + token.authorizationId()).getBytes(UTF_8)),
                token,
                RotationStep.PLAN,
                objection.rule(),
                "It is not issued anew. " + objection.reason(),
                List.of(),
                false,
                objection.remedy());
    }
}
