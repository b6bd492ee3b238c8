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
import dev.patrol.rotator.breakglass.NotObeyed;
import dev.patrol.rotator.revocation.Revocation;
import dev.patrol.rotator.revocation.RevocationSettings;
import dev.patrol.rotator.revocation.UrgentRevocations;
import dev.patrol.service.messaging.Inbox;
import dev.patrol.service.messaging.Publisher;
import dev.patrol.service.telemetry.Work;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
        this.workers = Executors.newFixedThreadPool(settings.concurrency(), work -> new Thread(work, "revoke-command"));
    }

    /** One that Azure DevOps does not take, or a break-glass that lasts, keeps no other waiting. */
    @Incoming(CHANNEL)
    @Blocking(value = CHANNEL, ordered = false)
    Uni<Void> onMessage(ConsumerRecord<String, byte[]> message) {
        return inbox.handleLater(
                message, () -> onWorker(() -> commands.admit(message)).chain(command -> command.map(this::obey)
                        .orElseGet(() -> Uni.createFrom().voidItem())));
    }

    @SuppressWarnings("unchecked")
    private Uni<Void> obey(Envelope<? extends Command> command) {
        if (command.payload() instanceof RevokeToken) {
            return revoke((Envelope<RevokeToken>) command);
        }
        return onWorker(() -> {
            breakGlass((Envelope<RevokeAll>) command);
            return null;
        });
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
                .onFailure(RevokeCommands::isAnswered)
                .recoverWithUni(failure -> onWorker(() -> {
                    answers.refused(command, refusalOf(failure, taken.get()));
                    return null;
                }));
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

    private void breakGlass(Envelope<RevokeAll> command) {
        RevokeAll asked = command.payload();
        try {
            breakGlass.obey(command);
            if (asked.rotateAfterwards() && !asked.dryRun()) {
                restoration.restore(command, asked.filter(), false);
            }
        } catch (NotObeyed e) {
            answers.refused(command, Refusal.suspicious(e.code(), e.getMessage(), e.remedy()));
        } catch (AzureDevOpsException e) {
            answers.refused(command, refusalOf(e, false));
        }
    }

    private static boolean mayPass(Throwable failure) {
        return failure instanceof AzureDevOpsException known && known.isTransient();
    }

    private static boolean isAnswered(Throwable failure) {
        return refusedBy(failure).isPresent() || azureDevOps(failure).isPresent();
    }

    /** @param taken whether Azure DevOps took a revocation all the same */
    private static Refusal refusalOf(Throwable failure, boolean taken) {
        return refusedBy(failure)
                .orElseGet(
                        () -> Refusal.mistake(
                                "azure-devops-unavailable",
                                (taken
                                                ? "Azure DevOps took the revocation, but could not be asked for the token: "
                                                : "Azure DevOps could not be asked for the token: ")
                                        + azureDevOps(failure).orElseThrow().getMessage(),
                                taken
                                        ? "See whether it is dead, and give the command again once Azure DevOps answers: then its death"
                                                + " is seen and said, and what follows for its dependents is done."
                                        : "Revoke it by hand now, as its owner, or give the command again once Azure DevOps answers."));
    }

    private static Optional<Refusal> refusedBy(Throwable failure) {
        return failure instanceof Refusal.Thrown thrown ? Optional.of(thrown.refusal()) : Optional.empty();
    }

    /** When retries are used up, the last failure is the cause. */
    private static Optional<AzureDevOpsException> azureDevOps(Throwable failure) {
        if (failure instanceof AzureDevOpsException known) {
            return Optional.of(known);
        }
        return failure.getCause() instanceof AzureDevOpsException known ? Optional.of(known) : Optional.empty();
    }

    private <T> Uni<T> onWorker(Supplier<T> work) {
        return Uni.createFrom().item(Work.carry(work)).runSubscriptionOn(workers);
    }

    @PreDestroy
    void stop() {
        workers.shutdownNow();
    }
}
