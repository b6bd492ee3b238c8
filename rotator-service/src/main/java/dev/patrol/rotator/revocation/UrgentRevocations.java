package dev.patrol.rotator.revocation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.azure.Organizations;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.RotationStep;
import dev.patrol.model.TokenRevoked;
import dev.patrol.rotator.metrics.RevocationMeters;
import dev.patrol.rotator.tokens.TokenApi;
import dev.patrol.rotator.tokens.TokenApis;
import dev.patrol.service.messaging.Publisher;
import dev.patrol.service.telemetry.Subject;
import dev.patrol.service.telemetry.Work;
import dev.patrol.service.threads.WaitingWork;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Revokes a token, sees that it is dead, and says so. What fails is tried again with growing waits, and told once; when it is
 * given up, that is told too. Doing it twice is doing it once: a dead token is as it should be, and what is said has the same
 * id.
 */
@ApplicationScoped
public class UrgentRevocations {
    private static final Logger LOG = Logger.getLogger(UrgentRevocations.class);
    private static final double JITTER = 0.5;

    private final Organizations organizations;
    private final TokenApis tokens;
    private final Publisher publisher;
    private final RevocationMeters meters;
    private final RevocationSettings settings;
    private final Clock clock;
    /** No more wait than there are records in hand, and tokens of the commands among them: {@code max-concurrency} of the channels. */
    private final ExecutorService workers;

    UrgentRevocations(
            Organizations organizations,
            TokenApis tokens,
            Publisher publisher,
            RevocationMeters meters,
            RevocationSettings settings,
            Clock clock) {
        this.organizations = organizations;
        this.tokens = tokens;
        this.publisher = publisher;
        this.meters = meters;
        this.settings = settings;
        this.clock = clock;
        this.workers = WaitingWork.atMost(settings.concurrency(), "urgent-revocation");
    }

    /** Completes when the token is dead and that was said, or when people were told that it is not. */
    public Uni<Void> revoke(Revocation revocation) {
        return Work.about(Subject.of(revocation.token())).begin(() -> revokeOrTell(revocation));
    }

    private Uni<Void> revokeOrTell(Revocation revocation) {
        String organization = revocation.token().organization();
        if (organizations.client(organization).isEmpty()) {
            LOG.errorf(
                    "A token of %s is to be revoked, which this rotator does not look after (AZURE_DEVOPS_ORG)",
                    organization);
            return onWorker(
                    () -> tell(revocation, "foreign-token", "Patrol does not look after " + organization + ".", false));
        }
        AtomicBoolean told = new AtomicBoolean();
        RevocationMeters.UrgentOne begun = meters.begins(organization);
        return onWorker(() -> revokeNow(revocation, tokens.of(organization)))
                .onFailure(UrgentRevocations::mayPass)
                .call(failure -> tellOnce(revocation, failure, told))
                .onFailure(UrgentRevocations::mayPass)
                .retry()
                .withBackOff(settings.retryDelay(), settings.retryMaxDelay())
                .withJitter(JITTER)
                .expireIn(settings.giveUpAfter().toMillis())
                .onFailure(UrgentRevocations::mayPass)
                .recoverWithUni(failure -> onWorker(() -> giveUp(revocation, failure)))
                .onTermination()
                .invoke(begun::close);
    }

    private void revokeNow(Revocation revocation, TokenApi api) {
        UUID id = revocation.token().authorizationId();
        api.revoke(id);
        Instant revoked = clock.instant();
        if (api.findAlive(id, revoked).isPresent()) {
            throw new IllegalStateException("Azure DevOps took the revocation, and still gives the token as active.");
        }
        publisher.announce(
                new TokenRevoked(
                        revocation.token(),
                        revocation.reason(),
                        revocation.trigger(),
                        revocation.requestedBy(),
                        List.of(),
                        revocation.isForGood()),
                revocation.cause());
        meters.revoked(revocation.token().organization(), revocation.trigger());
        LOG.infof("Revoked %s of %s at once: %s", id, revocation.token().secretName(), revocation.reason());
    }

    private Uni<Void> tellOnce(Revocation revocation, Throwable failure, AtomicBoolean told) {
        LOG.warnf(
                "The revocation of %s failed and is tried again: %s",
                revocation.token().authorizationId(), failure.getMessage());
        return told.getAndSet(true)
                ? Uni.createFrom().voidItem()
                : onWorker(() -> tell(revocation, "not-revoked-yet", said(failure), true));
    }

    private void giveUp(Revocation revocation, Throwable failure) {
        LOG.errorf("The revocation of %s is given up: %s", revocation.token().authorizationId(), failure.getMessage());
        tell(revocation, "not-revoked", said(failure), false);
        meters.gaveUp(revocation.token().organization(), revocation.trigger());
    }

    private static String said(Throwable failure) {
        Throwable last = failure.getCause() != null && failure.getMessage().startsWith("Retries exhausted")
                ? failure.getCause()
                : failure;
        return "The token could not be revoked: " + last.getMessage();
    }

    private void tell(Revocation revocation, String code, String reason, boolean willBeRetried) {
        publisher.announce(
                new RotationFailed(
                        UUID.nameUUIDFromBytes(revocation.cause().id().getBytes(UTF_8)),
                        revocation.token(),
                        RotationStep.REVOKE,
                        code,
                        reason,
                        List.of(),
                        willBeRetried,
                        "Revoke it by hand now: https://dev.azure.com/"
                                + revocation.token().organization() + "/_usersSettings/tokens, as its owner."),
                revocation.cause());
    }

    /** The work of a service that stops is left to whoever reads the record next. */
    private static boolean mayPass(Throwable failure) {
        return !(failure instanceof RejectedExecutionException) && !(failure instanceof InterruptedException);
    }

    private Uni<Void> onWorker(Runnable work) {
        Runnable carried = Work.carry(work);
        return Uni.createFrom()
                .<Void>item(() -> {
                    carried.run();
                    return null;
                })
                .runSubscriptionOn(workers);
    }

    @PreDestroy
    void stop() {
        workers.shutdownNow();
    }
}
