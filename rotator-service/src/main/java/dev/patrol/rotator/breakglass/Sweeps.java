package dev.patrol.rotator.breakglass;

import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.azuredevops.TokenAdministration;
import dev.patrol.model.BreakGlassProgressed.Phase;
import dev.patrol.model.RevokeAll;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.Redaction;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.service.messaging.Publisher;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Revokes all that is chosen, and looks again until none of it lives: so tokens that somebody makes meanwhile die too. That a
 * token was revoked is said when a later list does not have it any more.
 */
final class Sweeps {
    private static final Logger LOG = Logger.getLogger(Sweeps.class);
    /** Whoever makes tokens faster than that has to be locked out otherwise. */
    private static final int MOST = 4;

    private final Envelope<RevokeAll> command;
    private final AzureDevOpsClient client;
    private final RollCall rollCall;
    private final OwnCredential own;
    private final Crew crew;
    private final Publisher publisher;
    private final Clock clock;
    private final Tally tally;
    private final Progress progress;

    Sweeps(
            Envelope<RevokeAll> command,
            AzureDevOpsClient client,
            RollCall rollCall,
            OwnCredential own,
            Crew crew,
            Publisher publisher,
            Clock clock,
            Tally tally) {
        this.command = command;
        this.client = client.urgently();
        this.rollCall = rollCall;
        this.own = own;
        this.crew = crew;
        this.publisher = publisher;
        this.clock = clock;
        this.tally = tally;
        this.progress = new Progress(publisher, clock, command, tally);
    }

    /** @throws AzureDevOpsException where nothing can be listed, and nothing was begun before */
    void run() {
        progress.begins(Phase.LISTING);
        Roll roll = first();
        Predicate<Token> chosen = new Chosen(command.payload().filter());
        sayDead(roll);
        List<Token> alive = othersOf(roll, chosen);
        for (int sweep = 0; sweep < MOST && !alive.isEmpty(); sweep++) {
            progress.begins(sweep == 0 ? Phase.REVOKING : Phase.SWEEPING);
            revoke(alive, roll.administrated());
            roll = again();
            sayDead(roll);
            alive = othersOf(roll, chosen);
        }
        tally.found(alive);
        if (command.payload().ownCredential()) {
            revokeOwn(ownOf(roll, chosen), roll.administrated());
        }
    }

    private Roll first() {
        try {
            return rollCall.take(clock.instant());
        } catch (AzureDevOpsException e) {
            if (tally.soFar().found() == 0) {
                throw e;
            }
            return outOfReach(e);
        }
    }

    private Roll again() {
        try {
            return rollCall.take(clock.instant());
        } catch (AzureDevOpsException e) {
            return outOfReach(e);
        }
    }

    private static Roll outOfReach(AzureDevOpsException e) {
        LOG.errorf("In the middle of a break-glass no token can be listed: %s", Redaction.redact(e.getMessage()));
        return Roll.none("Which tokens still live could not be seen: " + Redaction.redact(e.getMessage()));
    }

    private List<Token> othersOf(Roll roll, Predicate<Token> chosen) {
        return roll.tokens().stream()
                .filter(chosen)
                .filter(token -> !own.mayBe(token))
                .toList();
    }

    private List<Token> ownOf(Roll roll, Predicate<Token> chosen) {
        return roll.tokens().stream().filter(chosen).filter(own::mayBe).toList();
    }

    private void sayDead(Roll roll) {
        publisher.announceAll(tally.look(roll).stream().map(this::revoked).toList(), command);
    }

    /** What Azure DevOps does not take now is still on the next list. */
    private void revoke(List<Token> tokens, boolean administrated) {
        tally.found(tokens);
        crew.each(batches(tokens, administrated ? TokenAdministration.LARGEST_REVOCATION : 1), batch -> {
            progress.isAboutToRevoke(batch);
            try {
                crew.patiently(() -> {
                    send(batch, administrated);
                    return null;
                });
                tally.taken(batch);
            } catch (AzureDevOpsException.TokenUnknown gone) {
                batch.forEach(tally::alreadyDead);
            } catch (AzureDevOpsException e) {
                LOG.errorf("%d tokens could not be revoked: %s", batch.size(), Redaction.redact(e.getMessage()));
            }
            progress.goesOn();
        });
    }

    /** Last of all, since nobody can look or do anything afterwards. */
    private void revokeOwn(List<Token> tokens, boolean administrated) {
        tally.found(tokens);
        for (List<Token> batch : batches(tokens, administrated ? TokenAdministration.LARGEST_REVOCATION : 1)) {
            progress.isAboutToRevoke(batch);
            try {
                crew.patiently(() -> {
                    send(batch, administrated);
                    return null;
                });
                tally.unseen(batch);
                publisher.announceAll(batch.stream().map(this::revoked).toList(), command);
            } catch (AzureDevOpsException e) {
                LOG.errorf("Patrol's own credential could not be revoked: %s", Redaction.redact(e.getMessage()));
            }
        }
    }

    private void send(List<Token> batch, boolean administrated) {
        String organization = command.payload().concernedOrganization();
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

    private TokenRevoked revoked(Token token) {
        RevokeAll asked = command.payload();
        return TokenRevoked.of(token, asked.reason(), Trigger.COMMAND, asked.requestedBy());
    }

    private static List<List<Token>> batches(List<Token> tokens, int size) {
        List<List<Token>> batches = new ArrayList<>();
        for (int start = 0; start < tokens.size(); start += size) {
            batches.add(tokens.subList(start, Math.min(tokens.size(), start + size)));
        }
        return batches;
    }
}
