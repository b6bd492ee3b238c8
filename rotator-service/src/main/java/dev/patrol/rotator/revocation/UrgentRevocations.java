package dev.patrol.rotator.revocation;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Revokes a token, sees that it is dead, and says so. What fails is tried again with growing waits, and told once; when it is
 * given up, that is told too. Doing it twice is doing it once: a dead token is as it should be, and what is said has the same
 * id.
 *
 * <p>Each of the three has threads of its own, so that what waits for a list or for the broker keeps no other token alive; and
 * of those that wait for Azure DevOps each organization has its own, so that one that hangs holds up no other.
 */
@ApplicationScoped
public class UrgentRevocations {
    private static final Logger LOG = Logger.getLogger(UrgentRevocations.class);
    private static final double JITTER = 0.5;

    private final Map<String, Own> byOrganization;
    private final Publisher publisher;
    private final RevocationMeters meters;
    private final RevocationSettings settings;
    private final Clock clock;
    private final ExecutorService announcers;

    UrgentRevocations(
            TokenApis tokens, Publisher publisher, RevocationMeters meters, RevocationSettings settings, Clock clock) {
        this.publisher = publisher;
        this.meters = meters;
        this.settings = settings;
        this.clock = clock;
        this.announcers = WaitingWork.atMost(settings.concurrency(), "announced-revocation");
        this.byOrganization = tokens.all().stream()
                .collect(Collectors.toUnmodifiableMap(
                        TokenApi::organization, api -> Own.of(api, settings.concurrency())));
    }

    /** Completes when the token is dead and that was said, or when people were told that it is not. */
    public Uni<Void> revoke(Revocation revocation) {
        return Work.about(Subject.of(revocation.token())).begin(() -> revokeOrTell(revocation));
    }

    private Uni<Void> revokeOrTell(Revocation revocation) {
        String organization = revocation.token().organization();
        Own own = byOrganization.get(organization);
        if (own == null) {
            LOG.errorf(
                    "A token of %s is to be revoked, which this rotator does not look after (AZURE_DEVOPS_ORG)",
                    organization);
            return on(
                    announcers,
                    () -> tell(revocation, "foreign-token", "Patrol does not look after " + organization + ".", false));
        }
        AtomicBoolean told = new AtomicBoolean();
        RevocationMeters.UrgentOne begun = meters.begins(organization);
        return revokeBy(own, revocation)
                .onFailure(UrgentRevocations::mayPass)
                .call(failure -> tellOnce(revocation, failure, told))
                .onFailure(UrgentRevocations::mayPass)
                .retry()
                .withBackOff(settings.retryDelay(), settings.retryMaxDelay())
                .withJitter(JITTER)
                .expireIn(settings.giveUpAfter().toMillis())
                .onFailure(UrgentRevocations::mayPass)
                .recoverWithUni(failure -> on(announcers, () -> giveUp(revocation, failure)))
                .onTermination()
                .invoke(begun::close);
    }

    /** Tried again, it goes on where it failed: what Azure DevOps took is asked for again only if the token is seen alive. */
    private Uni<Void> revokeBy(Own own, Revocation revocation) {
        UUID id = revocation.token().authorizationId();
        AtomicReference<Instant> taken = new AtomicReference<>();
        Uni<Void> asked = on(own.workers(), () -> {
            own.tokens().revoke(id);
            taken.set(clock.instant());
        });
        Uni<Void> said = on(announcers, () -> sayDead(revocation));
        return Uni.createFrom()
                .deferred(() -> taken.get() == null ? asked : Uni.createFrom().voidItem())
                .chain(() -> own.readBack().isAlive(id, taken.get()))
                .invoke(isAlive -> {
                    if (isAlive) {
                        taken.set(null);
                        throw new IllegalStateException(
                                "Azure DevOps took the revocation, and still gives the token as active.");
                    }
                })
                .chain(() -> said);
    }

    private void sayDead(Revocation revocation) {
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
        LOG.infof(
                "Revoked %s of %s at once: %s",
                revocation.token().authorizationId(), revocation.token().secretName(), revocation.reason());
    }

    private Uni<Void> tellOnce(Revocation revocation, Throwable failure, AtomicBoolean told) {
        LOG.warnf(
                "The revocation of %s failed and is tried again: %s",
                revocation.token().authorizationId(), failure.getMessage());
        return told.getAndSet(true)
                ? Uni.createFrom().voidItem()
                : on(announcers, () -> tell(revocation, "not-revoked-yet", said(failure), true));
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

    private static Uni<Void> on(ExecutorService threads, Runnable work) {
        Runnable carried = Work.carry(work);
        return Uni.createFrom()
                .<Void>item(() -> {
                    carried.run();
                    return null;
                })
                .runSubscriptionOn(threads);
    }

    /** First those who would tell of what is only interrupted. */
    @PreDestroy
    void stop() {
        announcers.shutdownNow();
        byOrganization.values().forEach(Own::stop);
    }

    /**
     * What one organization has to itself. No more wait for it than there are records in hand, and tokens of the commands among
     * them: {@code max-concurrency} of the channels.
     */
    private record Own(TokenApi tokens, ExecutorService workers, SharedReadBack readBack) {
        static Own of(TokenApi tokens, int concurrency) {
            return new Own(
                    tokens,
                    WaitingWork.atMost(concurrency, "urgent-revocation"),
                    new SharedReadBack(tokens::allAlive, WaitingWork.atMost(1, "read-back")));
        }

        void stop() {
            workers.shutdownNow();
            readBack.stop();
        }
    }
}
