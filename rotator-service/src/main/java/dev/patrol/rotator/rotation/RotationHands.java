package dev.patrol.rotator.rotation;

import dev.patrol.azure.DescribedToken;
import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.azuredevops.IssuedToken;
import dev.patrol.azuredevops.PersonalAccessToken;
import dev.patrol.azuredevops.TokenRequest;
import dev.patrol.azuredevops.TokenValue;
import dev.patrol.model.Declaration;
import dev.patrol.model.token.Scopes;
import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import dev.patrol.rotator.ledger.Ledger;
import dev.patrol.rotator.saga.Action;
import dev.patrol.rotator.saga.Outcome;
import dev.patrol.rotator.saga.Problem;
import dev.patrol.rotator.saga.RotationPlan;
import dev.patrol.rotator.secrets.Vaults;
import dev.patrol.rotator.tokens.TokenApi;
import dev.patrol.rotator.tokens.TokenApis;
import dev.patrol.secrets.NewSecret;
import dev.patrol.secrets.SecretDescription;
import dev.patrol.secrets.SecretStore;
import dev.patrol.secrets.SecretStoreException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Does what the saga decides for one rotation, and says what came of it. The successor's value is kept here between its
 * creation and its storing, and nowhere else.
 */
final class RotationHands {
    private static final Logger LOG = Logger.getLogger(RotationHands.class);

    private final RotationPlan plan;
    private final TokenApi tokens;
    private final SecretStore secrets;
    private final SecretRollback rollback;
    private final Clock clock;
    private final Duration validity;
    private final OverlapRules overlaps;
    private final RegisteredDependents dependents;
    /** Whether the lineage is not another instance's meanwhile. */
    private final BooleanSupplier mayStillStore;
    /** Lists of live tokens that were begun before this moment prove nothing: tokens may have been created since. */
    private Instant since;

    /** The previous token as Azure DevOps describes it, which is what counts: the event may be old, or wrong. */
    private PersonalAccessToken live;

    private TokenValue unstored;
    /** Whether this run has seen the successor authenticate. */
    private boolean verified;

    private RotationHands(
            RotationPlan plan,
            Instant since,
            TokenApi tokens,
            SecretStore secrets,
            Clock clock,
            Duration validity,
            OverlapRules overlaps,
            RegisteredDependents dependents,
            BooleanSupplier mayStillStore) {
        this.plan = plan;
        this.mayStillStore = mayStillStore;
        this.since = since;
        this.tokens = tokens;
        this.secrets = secrets;
        this.rollback = new SecretRollback(secrets);
        this.clock = clock;
        this.validity = validity;
        this.overlaps = overlaps;
        this.dependents = dependents;
    }

    /** Makes the hands of each rotation. */
    @ApplicationScoped
    static class Factory {
        private final TokenApis tokens;
        private final Vaults vaults;
        private final Clock clock;
        private final Duration validity;
        private final OverlapRules overlaps;
        private final RegisteredDependents dependents;
        private final Ledger ledger;

        Factory(TokenApis tokens, Vaults vaults, Clock clock, RotationSettings settings, Ledger ledger) {
            this.ledger = ledger;
            this.tokens = tokens;
            this.vaults = vaults;
            this.clock = clock;
            this.validity = Duration.ofDays(settings.validDays());
            this.overlaps = OverlapRules.of(settings);
            this.dependents = RegisteredDependents.of(settings);
        }

        /** @param lastChange since when nobody can have created a token for this lineage */
        RotationHands forOne(RotationPlan plan, Instant lastChange) {
            TokenApi own = tokens.of(plan.previous().organization());
            Instant oldest = clock.instant().minus(own.listMaxAge());
            Instant since = lastChange.isAfter(oldest) ? lastChange : oldest;
            String name = plan.previous().secretName();
            return new RotationHands(
                    plan,
                    since,
                    own,
                    vaults.of(plan.previous().organization()),
                    clock,
                    validity,
                    overlaps,
                    dependents,
                    () -> ledger.mayFinish(name));
        }
    }

    Outcome perform(Action action) {
        try {
            if (action instanceof Action.Inspect) {
                return inspect();
            }
            if (action instanceof Action.RevokeFirst) {
                tokens.revoke(plan.previous().authorizationId());
                return new Outcome.PreviousRevoked(clock.instant());
            }
            if (action instanceof Action.Create) {
                return create();
            }
            if (action instanceof Action.Sweep) {
                return sweep();
            }
            if (action instanceof Action.Recover recover) {
                return recover(recover.successor());
            }
            if (action instanceof Action.Store store) {
                return store(store.successor());
            }
            if (action instanceof Action.Verify verify) {
                return verify(verify.successor(), verify.secret());
            }
            if (action instanceof Action.BeginOverlap) {
                return new Outcome.OverlapBegun();
            }
            if (action instanceof Action.RevokePrevious revoke) {
                return revokePrevious(revoke.successor(), revoke.secret());
            }
            if (action instanceof Action.ReadBack readBack) {
                return readBack(readBack.since());
            }
            return undo((Action.Undo) action);
        } catch (AzureDevOpsException e) {
            return new Outcome.Failed(ProblemsInWords.of(e));
        } catch (SecretStoreException e) {
            return new Outcome.Failed(ProblemsInWords.of(e));
        } catch (RuntimeException e) {
            LOG.errorf(
                    e, "A fault of the rotator's own in %s", action.getClass().getSimpleName());
            Problem problem = ProblemsInWords.ownFault(e);
            return action instanceof Action.Create ? unclear(problem) : new Outcome.Failed(problem);
        }
    }

    private Outcome inspect() {
        Optional<Outcome.SecretContent> content =
                secrets.find(plan.previous().secretName()).map(this::contentOf);
        live = findAlive(plan.previous().authorizationId()).orElse(null);
        if (live != null && !live.displayName().equals(plan.previous().displayName())) {
            return new Outcome.Failed(ProblemsInWords.otherName());
        }
        return new Outcome.Inspected(live != null, content);
    }

    private Outcome.SecretContent contentOf(SecretDescription secret) {
        UUID previous = plan.previous().authorizationId();
        return new Outcome.SecretContent(
                secret.version(),
                secret.authorizationId().flatMap(this::findAlive).map(this::describe),
                secret.authorizationId().filter(previous::equals).isPresent(),
                secret.replaces().filter(previous::equals).isPresent());
    }

    private Outcome create() {
        // A compromised token is dead by now: then it is as the event has it. What is declared is for one organization.
        boolean allOrganizations = plan.declaration().isEmpty()
                && (live == null ? plan.previous().allOrganizations() : live.allOrganizations());
        Duration life = plan.declaration().map(Declaration::validity).orElse(validity);
        List<String> scopes = scopesOf(live);
        if (Scopes.areFull(scopes)) {
            return new Outcome.Failed(ProblemsInWords.fullScope());
        }
        TokenRequest request =
                new TokenRequest(plan.successorName(), scopes, clock.instant().plus(life), allOrganizations);
        try {
            IssuedToken issued = tokens.create(request);
            unstored = issued.value();
            return new Outcome.Created(describe(issued.token()));
        } catch (AzureDevOpsException e) {
            Problem problem = ProblemsInWords.of(e);
            return e.outcomeUnknown() ? unclear(problem) : new Outcome.Failed(problem);
        }
    }

    private Outcome unclear(Problem problem) {
        since = clock.instant();
        return new Outcome.CreationUnclear(problem);
    }

    private Outcome sweep() {
        List<PersonalAccessToken> leftBehind = tokens.findAliveByName(plan.successorName(), since);
        leftBehind.forEach(token -> tokens.revoke(token.authorizationId()));
        return new Outcome.Swept(leftBehind.size());
    }

    /** The value went with the run that created it, unless that run had stored it. */
    private Outcome recover(Token successor) {
        Optional<SecretVersion> stored = secrets.find(successor.secretName())
                .filter(secret -> secret.authorizationId()
                        .filter(successor.authorizationId()::equals)
                        .isPresent())
                .map(SecretDescription::version);
        if (stored.isPresent()) {
            return new Outcome.Stored(stored.get());
        }
        tokens.revoke(successor.authorizationId());
        return new Outcome.Discarded();
    }

    /** Where Azure DevOps can't tell, the rotation that is begun then asks again. */
    boolean previousMayBeAlive() {
        try {
            return findAlive(plan.previous().authorizationId()).isPresent();
        } catch (AzureDevOpsException e) {
            return true;
        }
    }

    /** Revokes a successor that is not stored and will not be. */
    void discard(Token successor) {
        unstored = null;
        tokens.revoke(successor.authorizationId());
    }

    /**
     * Goes back to the value before one that was stored too late: another instance has revoked its token by then. Where it
     * lives, the other one has taken it up.
     */
    void takeBackIfDead(Token successor, SecretVersion late) {
        boolean isDead =
                tokens.findAlive(successor.authorizationId(), clock.instant()).isEmpty();
        if (isDead) {
            rollback.takeBack(late);
        }
    }

    private Outcome store(Token successor) {
        Instant now = clock.instant();
        NewSecret secret = new NewSecret(successor, unstored, plan.previous(), now, overlapEnd(now));
        try {
            return new Outcome.Stored(secrets.store(secret, mayStillStore));
        } catch (SecretStoreException.Withdrawn | SecretStoreException.Unavailable e) {
            return new Outcome.StoringUnclear(ProblemsInWords.of(e));
        } finally {
            unstored = null;
        }
    }

    private Outcome verify(Token successor, SecretVersion secret) {
        if (!Scopes.areSame(successor.scopes(), askedScopes())) {
            return new Outcome.Failed(ProblemsInWords.otherScopes(successor));
        }
        if (!tokens.authenticates(secrets.read(secret))) {
            return new Outcome.Failed(ProblemsInWords.successorRejected());
        }
        verified = true;
        return new Outcome.Authenticated(overlapEnd(clock.instant()), plan.isUrgent() ? Set.of() : dependents.of(plan));
    }

    private Instant overlapEnd(Instant now) {
        return plan.isUrgent() ? now : overlaps.end(plan, now);
    }

    /** Those of the previous token; as the event has them where it is dead by now, and was not looked at by this run. */
    private List<String> askedScopes() {
        if (live == null && plan.declaration().isEmpty()) {
            live = findAlive(plan.previous().authorizationId()).orElse(null);
        }
        return scopesOf(live);
    }

    private List<String> scopesOf(PersonalAccessToken alive) {
        return plan.declaration()
                .map(Declaration::scopes)
                .orElseGet(() -> alive == null ? plan.previous().scopes() : alive.scopes());
    }

    /** A successor that somebody revoked during the overlap leaves the previous token as the only one that works. */
    private Outcome revokePrevious(Token successor, SecretVersion secret) {
        if (!verified && !isAlive(successor.authorizationId())) {
            return new Outcome.SuccessorGone(ProblemsInWords.successorGone(successor));
        }
        mendSecret(successor, secret);
        tokens.revoke(plan.previous().authorizationId());
        return new Outcome.PreviousRevoked(clock.instant());
    }

    /**
     * What the vault gives must work when the previous token is dead. Another value came late, from an instance that was
     * thought to be gone; one of a live token that a person has put there is left.
     */
    private void mendSecret(Token successor, SecretVersion secret) {
        UUID previous = plan.previous().authorizationId();
        boolean willNotWork = secrets.find(secret.name())
                .flatMap(SecretDescription::authorizationId)
                .filter(holder -> !holder.equals(successor.authorizationId()))
                .filter(holder -> holder.equals(previous) || !isAlive(holder))
                .isPresent();
        if (willNotWork) {
            LOG.warnf("The secret %s did not hold the successor; it does again", secret.name());
            secrets.restore(secret.name(), secret.version());
        }
    }

    /** A list that was begun after the revocation serves all that were revoked before it; only a survivor needs its own. */
    private Outcome readBack(Instant revokedAt) {
        UUID previous = plan.previous().authorizationId();
        if (tokens.findAlive(previous, revokedAt).isEmpty()
                || tokens.findAlive(previous, clock.instant()).isEmpty()) {
            return new Outcome.PreviousDead();
        }
        tokens.revoke(previous);
        return new Outcome.Failed(ProblemsInWords.previousSurvived(plan.previous()));
    }

    /** The vault first: its readers must not find the value of a revoked token. If it can't be asked, nothing is revoked. */
    private Outcome undo(Action.Undo undo) {
        unstored = null;
        List<String> done = new ArrayList<>();
        done.add(rollback.undo(undo.successor(), undo.earlierVersion()));
        try {
            tokens.revoke(undo.successor().authorizationId());
            done.add("Revoked the new token " + undo.successor().authorizationId() + ".");
        } catch (AzureDevOpsException e) {
            done.add("The new token " + undo.successor().authorizationId() + " could not be revoked ("
                    + ProblemsInWords.of(e).reason() + "); revoke it by hand: nobody has its value.");
        }
        return new Outcome.Undone(done);
    }

    private boolean isAlive(UUID authorizationId) {
        Instant recently = clock.instant().minus(tokens.listMaxAge());
        return tokens.findAlive(authorizationId, recently)
                .or(() -> tokens.findAlive(authorizationId, clock.instant()))
                .isPresent();
    }

    /** That a token is not in an older list may be since it is younger, so its absence is seen in a new one. */
    private Optional<PersonalAccessToken> findAlive(UUID authorizationId) {
        return tokens.findAlive(authorizationId, since).or(() -> tokens.findAlive(authorizationId, clock.instant()));
    }

    private Token describe(PersonalAccessToken token) {
        return DescribedToken.of(
                plan.previous().organization(),
                token,
                Optional.ofNullable(plan.previous().owner()));
    }
}
