package dev.patrol.rotator.commands;

import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.model.Command;
import dev.patrol.model.RevokeAll;
import dev.patrol.model.RevokeToken;
import dev.patrol.model.RotationRequested;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.rotator.breakglass.BreakGlass;
import dev.patrol.rotator.revocation.Revocation;
import dev.patrol.rotator.revocation.RevocationSettings;
import dev.patrol.rotator.revocation.UrgentRevocations;
import dev.patrol.secrets.SecretStoreException;
import dev.patrol.service.messaging.Inbox;
import dev.patrol.service.messaging.Publisher;
import dev.patrol.service.telemetry.Work;
import dev.patrol.service.threads.WaitingWork;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Revokes what commands say. A consumer group and threads of its own, so that no rotation is ever before it. A record is
 * acknowledged when what it asks for is done, or people were told that it is not.
 */
@ApplicationScoped
class RevokeCommands {
    static final String CHANNEL = "revoke-commands";

    private static final double JITTER = 0.5;
    /** Within a minute or so: whoever waits for successors in an incident has to hear soon that there will be none. */
    private static final int RETRIES_FOR_SUCCESSORS = 5;

    private static final Refusal TAKEN_UNSEEN = Refusal.mistake(
            "revoked-unseen",
            "Azure DevOps took the revocation of this id, but knows no such token when it is asked for it: it is not alive, but"
                    + " which token it was can't be told, and nothing was done for its dependents.",
            "Nothing has to be revoked any more. If a secret still holds it (./patrol show with the id), have it issued anew:"
                    + " ./patrol restore, with the token's display name.");

    private final Inbox inbox;
    private final Commands commands;
    private final ChosenTokens chosen;
    private final RevocationById byId;
    private final UrgentRevocations revocations;
    private final BreakGlass breakGlass;
    private final Restoration restoration;
    private final CommandAnswers answers;
    private final Publisher publisher;
    private final RevocationSettings settings;
    /** No more wait than two for each command in hand: {@code max-concurrency} of the channel. */
    private final ExecutorService workers;

    RevokeCommands(
            Inbox inbox,
            Commands commands,
            ChosenTokens chosen,
            RevocationById byId,
            UrgentRevocations revocations,
            BreakGlass breakGlass,
            Restoration restoration,
            CommandAnswers answers,
            Publisher publisher,
            RevocationSettings settings) {
        this.inbox = inbox;
        this.commands = commands;
        this.chosen = chosen;
        this.byId = byId;
        this.revocations = revocations;
        this.breakGlass = breakGlass;
        this.restoration = restoration;
        this.answers = answers;
        this.publisher = publisher;
        this.settings = settings;
        this.workers = WaitingWork.atMost(settings.concurrency(), "revoke-command");
    }

    /** One that Azure DevOps does not take, or a break-glass that lasts, keeps no other waiting. */
    @Incoming(CHANNEL)
    @Blocking(value = CHANNEL, ordered = false)
    Uni<Void> onMessage(ConsumerRecord<String, byte[]> message) {
        return inbox.handleLater(
                message, () -> onWorker(() -> commands.admit(message)).chain(command -> command.map(this::obey)
                        .orElseGet(() -> Uni.createFrom().voidItem())));
    }

    private Uni<Void> obey(Envelope<? extends Command> command) {
        return begin(command).onFailure().recoverWithUni(failure -> onWorker(() -> answers.failed(command, failure))
                .chain(isAll ->
                        isAll ? Uni.createFrom().voidItem() : Uni.createFrom().failure(failure)));
    }

    @SuppressWarnings("unchecked")
    private Uni<Void> begin(Envelope<? extends Command> command) {
        return command.payload() instanceof RevokeToken
                ? revoke((Envelope<RevokeToken>) command)
                : breakGlass((Envelope<RevokeAll>) command);
    }

    /** What is named by its id is revoked while it is looked up; the other tokens have to be looked up to be revoked. */
    private Uni<Void> revoke(Envelope<RevokeToken> command) {
        AtomicBoolean taken = new AtomicBoolean();
        Uni<Void> revoked = onWorker(() -> {
            if (!taken.get()) {
                taken.set(byId.isTaken(command.payload()));
            }
            return null;
        });
        return Uni.combine()
                .all()
                .unis(revoked, onWorker(() -> askLineages(command)))
                // Else a look-up that fails would take back a revocation that waits for a thread.
                .collectFailures()
                .with((nothing, tokens) -> tokens)
                .onFailure(RevokeCommands::mayPass)
                .retry()
                .withBackOff(settings.retryDelay(), settings.retryMaxDelay())
                .withJitter(JITTER)
                .expireIn(settings.giveUpAfter().toMillis())
                .chain(tokens -> revoke(command, tokens))
                .onFailure()
                .transform(failure -> explained(failure, taken.get()));
    }

    /** Before a token is said to be dead its lineage hears of it: what follows must not be lost. */
    private List<Token> askLineages(Envelope<RevokeToken> command) {
        RevokeToken asked = command.payload();
        List<Token> tokens = chosen.toRevoke(command);
        tokens.forEach(token -> publisher.announce(
                new RotationRequested(command.id(), token, true, asked.rotateAfterwards(), asked.requestedBy()),
                command));
        return tokens;
    }

    private Uni<Void> revoke(Envelope<RevokeToken> command, List<Token> tokens) {
        RevokeToken asked = command.payload();
        return Uni.join()
                .all(tokens.stream()
                        .map(token -> revocations.revoke(
                                new Revocation(token, Trigger.COMMAND, asked.reason(), asked.requestedBy(), command)))
                        .toList())
                .andFailFast()
                .replaceWithVoid();
    }

    private Uni<Void> breakGlass(Envelope<RevokeAll> command) {
        RevokeAll asked = command.payload();
        Uni<Set<UUID>> obeyed =
                onWorker(() -> breakGlass.obey(command)).onFailure().transform(failure -> explained(failure, false));
        return asked.rotateAfterwards() && !asked.dryRun()
                ? obeyed.chain(revoked -> giveSuccessors(command, revoked))
                : obeyed.replaceWithVoid();
    }

    /** What was to die is dead by then, and that was said. */
    private Uni<Void> giveSuccessors(Envelope<RevokeAll> command, Set<UUID> revoked) {
        return onWorker(() -> {
                    restoration.restore(command, revoked);
                    return (Void) null;
                })
                .onFailure(RevokeCommands::mayPass)
                .retry()
                .withBackOff(settings.retryDelay(), settings.retryMaxDelay())
                .withJitter(JITTER)
                .atMost(RETRIES_FOR_SUCCESSORS)
                .onFailure()
                .transform(RevokeCommands::withoutSuccessors);
    }

    private static boolean mayPass(Throwable failure) {
        return failure instanceof AzureDevOpsException known && known.isTransient()
                || failure instanceof SecretStoreException.Unavailable;
    }

    private static Throwable withoutSuccessors(Throwable failure) {
        return Refusals.of(failure)
                .<Throwable>map(why -> new Refusal.Thrown(Refusal.mistake(
                        why.code(),
                        "The break-glass has ended as it says, but what it revoked has no successors yet. "
                                + why.reason(),
                        "Once ./patrol check finds no fault, ask for them: ./patrol restore, with the same choice of tokens,"
                                + " in the place of --owner with patterns of their names.")))
                .orElse(failure);
    }

    /**
     * What of a revocation people have to know, whatever else it came to.
     *
     * @param taken whether Azure DevOps took a revocation all the same
     */
    private static Throwable explained(Throwable failure, boolean taken) {
        Optional<AzureDevOpsException> azureDevOps = Refusals.causes(failure)
                .filter(AzureDevOpsException.class::isInstance)
                .map(AzureDevOpsException.class::cast)
                .findFirst();
        if (azureDevOps.isPresent()) {
            return new Refusal.Thrown(unavailable(azureDevOps.get(), taken));
        }
        return taken
                        && failure instanceof Refusal.Thrown thrown
                        && thrown.refusal().code().equals(ChosenTokens.UNKNOWN)
                ? new Refusal.Thrown(TAKEN_UNSEEN)
                : failure;
    }

    private static Refusal unavailable(AzureDevOpsException failure, boolean taken) {
        return Refusal.mistake(
                "azure-devops-unavailable",
                (taken
                                ? "Azure DevOps took the revocation, but could not be asked for the token: "
                                : "Azure DevOps could not be asked for the token: ")
                        + failure.getMessage(),
                taken
                        ? "See whether it is dead, and give the command again once Azure DevOps answers: then its death"
                                + " is seen and said, and what follows for its dependents is done."
                        : "Revoke it by hand now, as its owner, or give the command again once Azure DevOps answers.");
    }

    private <T> Uni<T> onWorker(Supplier<T> work) {
        return Uni.createFrom().item(Work.carry(work)).runSubscriptionOn(workers);
    }

    @PreDestroy
    void stop() {
        workers.shutdownNow();
    }
}
