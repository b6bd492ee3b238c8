package dev.patrol.rotator.breakglass;

import dev.patrol.azure.Organizations;
import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.azuredevops.TokenAdministration;
import dev.patrol.model.BreakGlassEnded;
import dev.patrol.model.BreakGlassProgressed;
import dev.patrol.model.BreakGlassProgressed.Phase;
import dev.patrol.model.RevokeAll;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.Redaction;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.service.messaging.Publisher;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Obeys a break-glass. It may be begun again after a crash: what is dead is no more on the roll, and what an earlier run has said
 * is read from the topics.
 */
@ApplicationScoped
public class BreakGlass {
    private static final Logger LOG = Logger.getLogger(BreakGlass.class);
    private static final Duration BETWEEN_WORDS = Duration.ofSeconds(1);
    /** Whoever makes tokens faster than that has to be locked out otherwise. */
    private static final int SWEEPS = 4;

    private final Organizations organizations;
    private final PastAnswers past;
    private final Publisher publisher;
    private final BreakGlassSettings settings;
    private final Clock clock;
    private final ExecutorService workers;
    private final Crew crew;

    BreakGlass(
            Organizations organizations,
            PastAnswers past,
            Publisher publisher,
            BreakGlassSettings settings,
            Clock clock) {
        this.organizations = organizations;
        this.past = past;
        this.publisher = publisher;
        this.settings = settings;
        this.clock = clock;
        this.workers = Executors.newFixedThreadPool(settings.concurrency(), work -> new Thread(work, "break-glass"));
        this.crew = new Crew(workers);
    }

    /** Returns when the end is said.
     *
     * @return whether it was carried out now, and not by an earlier delivery
     * @throws Unconfirmed where nothing is done, since no dry run of the same was seen
     */
    public boolean obey(Envelope<RevokeAll> command) {
        RevokeAll asked = command.payload();
        if (past.isEnded(command)) {
            LOG.infof("The break-glass %s was carried out before", command.id());
            return false;
        }
        if (asked.dryRun()) {
            tellWhatWouldDie(command);
            return true;
        }
        Map<UUID, Token> before = past.revokedBy(command);
        if (before.isEmpty() && !past.isConfirmed(asked, clock.instant(), settings.confirmationLife())) {
            throw new Unconfirmed();
        }
        LOG.warnf("Break-glass in %s, asked for by %s: %s", organizationOf(asked), asked.requestedBy(), asked.reason());
        revokeAll(command, new Tally(before));
        return true;
    }

    private void tellWhatWouldDie(Envelope<RevokeAll> command) {
        Roll roll = rollCall(command.payload()).take(clock.instant());
        List<Token> would =
                roll.tokens().stream().filter(chosen(command.payload())).toList();
        Tally tally = new Tally(Map.of());
        tally.found(roll, would);
        Instant expires = clock.instant().plus(settings.confirmationLife());
        publisher.announce(ended(command, tally, would, List.of(), Optional.of(expires)), command);
    }

    private void revokeAll(Envelope<RevokeAll> command, Tally tally) {
        RevokeAll asked = command.payload();
        Words words = new Words(command, tally);
        Predicate<Token> chosen = chosen(asked);
        words.say(Phase.LISTING);
        Roll roll = rollCall(asked).take(clock.instant());
        List<Token> alive = roll.tokens().stream().filter(chosen).toList();
        for (int sweep = 0; sweep < SWEEPS && !alive.isEmpty(); sweep++) {
            tally.found(roll, alive);
            words.say(sweep == 0 ? Phase.REVOKING : Phase.SWEEPING);
            revoke(command, roll, lastOfAll(alive), tally, words);
            roll = rollCall(asked).take(clock.instant());
            alive = roll.tokens().stream().filter(chosen).toList();
        }
        tally.found(roll, alive);
        tally.stillAlive(alive);
        publisher.announce(ended(command, tally, tally.dead(), tally.notDead(), Optional.empty()), command);
        LOG.warnf("Break-glass in %s has ended: %s", organizationOf(asked), tally.account());
    }

    private void revoke(Envelope<RevokeAll> command, Roll roll, List<Token> tokens, Tally tally, Words words) {
        AzureDevOpsClient client = client(command.payload()).urgently();
        int size = roll.administrated() ? TokenAdministration.LARGEST_REVOCATION : 1;
        crew.each(batches(tokens, size), batch -> {
            try {
                crew.patiently(() -> {
                    revoke(client, organizationOf(command.payload()), roll.administrated(), batch);
                    return null;
                });
                tally.revoked(batch);
                publisher.announceAll(
                        batch.stream().map(token -> revoked(command, token)).toList(), command);
            } catch (AzureDevOpsException.TokenUnknown gone) {
                tally.alreadyDead(batch.get(0));
            } catch (AzureDevOpsException e) {
                LOG.errorf("%d tokens could not be revoked: %s", batch.size(), Redaction.redact(e.getMessage()));
            }
            words.sayIfItIsTime(Phase.REVOKING);
        });
    }

    private static void revoke(
            AzureDevOpsClient client, String organization, boolean administrated, List<Token> batch) {
        if (administrated) {
            client.tokenAdministration()
                    .revoke(
                            organization,
                            batch.stream().map(Token::authorizationId).toList(),
                            confirmed -> {});
        } else {
            client.revokeToken(organization, batch.get(0).authorizationId());
        }
    }

    private static TokenRevoked revoked(Envelope<RevokeAll> command, Token token) {
        return TokenRevoked.of(
                token,
                command.payload().reason(),
                Trigger.COMMAND,
                command.payload().requestedBy());
    }

    private BreakGlassEnded ended(
            Envelope<RevokeAll> command,
            Tally tally,
            List<Token> tokens,
            List<Token> failed,
            Optional<Instant> expires) {
        RevokeAll asked = command.payload();
        return new BreakGlassEnded(
                command.id(),
                organizationOf(asked),
                asked.requestedBy(),
                asked.reason(),
                asked.filter(),
                asked.ownCredential(),
                asked.dryRun(),
                tally.account(),
                tokens,
                failed,
                tally.unreachable(),
                expires.map(until -> UUID.randomUUID().toString()).orElse(null),
                expires.orElse(null));
    }

    private Predicate<Token> chosen(RevokeAll asked) {
        Chosen chosen = new Chosen(asked.filter());
        return asked.ownCredential() ? chosen : chosen.but(settings.ownCredential());
    }

    /** Without its own credential Patrol can't go on. */
    private List<Token> lastOfAll(List<Token> tokens) {
        List<Token> ordered = new ArrayList<>(tokens);
        settings.ownCredential()
                .flatMap(own -> tokens.stream()
                        .filter(token -> token.authorizationId().equals(own))
                        .findFirst())
                .ifPresent(own -> {
                    ordered.remove(own);
                    ordered.add(own);
                });
        return ordered;
    }

    private static List<List<Token>> batches(List<Token> tokens, int size) {
        List<List<Token>> batches = new ArrayList<>();
        for (int start = 0; start < tokens.size(); start += size) {
            batches.add(tokens.subList(start, Math.min(tokens.size(), start + size)));
        }
        return batches;
    }

    private RollCall rollCall(RevokeAll asked) {
        return new RollCall(client(asked), organizationOf(asked), crew);
    }

    private AzureDevOpsClient client(RevokeAll asked) {
        return organizations.client(organizationOf(asked)).orElseThrow();
    }

    private static String organizationOf(RevokeAll asked) {
        return asked.concernedOrganization();
    }

    /** Says how far it has come, every second at most. */
    private final class Words {
        private final Envelope<RevokeAll> command;
        private final Tally tally;
        private Instant next = Instant.MIN;

        private Words(Envelope<RevokeAll> command, Tally tally) {
            this.command = command;
            this.tally = tally;
        }

        private synchronized void sayIfItIsTime(Phase phase) {
            if (!clock.instant().isBefore(next)) {
                say(phase);
            }
        }

        private synchronized void say(Phase phase) {
            next = clock.instant().plus(BETWEEN_WORDS);
            publisher.announce(
                    new BreakGlassProgressed(command.id(), organizationOf(command.payload()), phase, tally.account()),
                    command);
        }
    }

    /** No dry run of the same was seen, or too long ago. */
    public static final class Unconfirmed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unconfirmed() {
            super(
                    "The break-glass has no confirmation that holds: none was given, it has expired, or it is of another choice of"
                            + " tokens.");
        }
    }

    @PreDestroy
    void stop() {
        workers.shutdownNow();
    }
}
