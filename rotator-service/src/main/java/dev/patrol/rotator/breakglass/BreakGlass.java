package dev.patrol.rotator.breakglass;

import dev.patrol.azure.Organizations;
import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.model.BreakGlassAccount;
import dev.patrol.model.BreakGlassEnded;
import dev.patrol.model.RevokeAll;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.rotator.metrics.RevocationMeters;
import dev.patrol.service.messaging.Publisher;
import dev.patrol.service.threads.WaitingWork;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Obeys a break-glass. It may be begun again after a crash: what was about to be revoked is on the topic of results, and what is
 * dead is no more on the roll.
 */
@ApplicationScoped
public class BreakGlass {
    private static final Logger LOG = Logger.getLogger(BreakGlass.class);

    private final Organizations organizations;
    private final PastAnswers past;
    private final OwnCredential own;
    private final Publisher publisher;
    private final RevocationMeters meters;
    private final BreakGlassSettings settings;
    private final Clock clock;
    /** No more wait than there are users and tokens in what break-glasses are under way for, whose lists are in memory anyway. */
    private final ExecutorService workers;

    private final Crew crew;

    BreakGlass(
            Organizations organizations,
            PastAnswers past,
            OwnCredential own,
            Publisher publisher,
            RevocationMeters meters,
            BreakGlassSettings settings,
            Clock clock) {
        this.organizations = organizations;
        this.past = past;
        this.own = own;
        this.publisher = publisher;
        this.meters = meters;
        this.settings = settings;
        this.clock = clock;
        this.workers = WaitingWork.atMost(settings.concurrency(), "break-glass");
        this.crew = new Crew(workers);
    }

    /** Whether an earlier run has begun to carry it out. */
    public boolean isBegun(Envelope<RevokeAll> command) {
        return past.of(command).isBegun();
    }

    /**
     * Returns when the end is said, by this run or an earlier one.
     *
     * @return what has died of it; where an earlier run has ended, what that was about to revoke, some of which may live
     * @throws NotObeyed where nothing is done, since a person has to do something first
     * @throws AzureDevOpsException where nothing is done, since nothing could be listed
     */
    public Set<UUID> obey(Envelope<RevokeAll> command) {
        RevokeAll asked = command.payload();
        PastAnswers.Run earlier = past.of(command);
        if (earlier.isEnded()) {
            LOG.infof("The break-glass %s was carried out before", command.id());
            return idsOf(earlier.begun());
        }
        if (asked.dryRun()) {
            tellWhatWouldDie(command);
            return Set.of();
        }
        if (!earlier.isBegun() && !past.isConfirmed(asked, clock.instant(), settings.confirmationLife())) {
            throw NotObeyed.unconfirmed();
        }
        LOG.warnf(
                "Break-glass in %s, asked for by %s: %s",
                asked.concernedOrganization(), asked.requestedBy(), asked.reason());
        Tally tally = new Tally(earlier.begun(), earlier.dead());
        new Sweeps(command, client(asked), rollCall(asked), own, crew, publisher, clock, tally).run();
        BreakGlassEnded end = ended(
                command,
                tally.atTheEnd(),
                tally.dead(),
                tally.notDead(),
                tally.unreachable(),
                asked.confirmation(),
                null);
        publisher.announce(end, command);
        meters.brokeGlass(asked.concernedOrganization(), end.account());
        LOG.warnf("Break-glass in %s has ended: %s", asked.concernedOrganization(), end.account());
        return idsOf(tally.dead());
    }

    private static Set<UUID> idsOf(Collection<Token> tokens) {
        return tokens.stream().map(Token::authorizationId).collect(Collectors.toUnmodifiableSet());
    }

    private void tellWhatWouldDie(Envelope<RevokeAll> command) {
        RevokeAll asked = command.payload();
        Roll roll = rollCall(asked).take(clock.instant());
        List<Token> would = roll.tokens().stream()
                .filter(new Chosen(asked.filter()))
                .filter(token -> asked.ownCredential() || !own.isKnown() || !own.mayBe(token))
                .toList();
        long mayBeOwn = would.stream().filter(own::mayBe).count();
        if (mayBeOwn > 0 && !asked.ownCredential()) {
            throw NotObeyed.ownCredentialUnknown(mayBeOwn);
        }
        BreakGlassAccount account = new BreakGlassAccount(
                would.size(), 0, 0, 0, roll.users(), roll.unreachable().size());
        Instant expires = clock.instant().plus(settings.confirmationLife());
        publisher.announce(
                ended(
                        command,
                        account,
                        would,
                        List.of(),
                        roll.unreachable(),
                        UUID.randomUUID().toString(),
                        expires),
                command);
    }

    private static BreakGlassEnded ended(
            Envelope<RevokeAll> command,
            BreakGlassAccount account,
            List<Token> tokens,
            List<Token> failed,
            List<String> unreachable,
            String confirmation,
            Instant expires) {
        RevokeAll asked = command.payload();
        return new BreakGlassEnded(
                command.id(),
                asked.concernedOrganization(),
                asked.requestedBy(),
                asked.reason(),
                asked.filter(),
                asked.ownCredential(),
                asked.dryRun(),
                account,
                tokens,
                failed,
                unreachable,
                confirmation,
                expires);
    }

    private RollCall rollCall(RevokeAll asked) {
        return new RollCall(client(asked), asked.concernedOrganization(), crew);
    }

    private AzureDevOpsClient client(RevokeAll asked) {
        return organizations.client(asked.concernedOrganization()).orElseThrow();
    }

    @PreDestroy
    void stop() {
        workers.shutdownNow();
    }
}
