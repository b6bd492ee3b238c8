package dev.patrol.cli.declared;

import dev.patrol.cli.declared.Change.Kind;
import dev.patrol.cli.declared.Change.Obstacle;
import dev.patrol.model.Declaration;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares what is declared with what there is. Kept always:
 *
 * <ol>
 *   <li>what the file does not name is not touched;
 *   <li>a token that Patrol did not make is replaced or revoked only where the file says that it may be adopted;
 *   <li>nothing is revoked but what the file says is to be revoked;
 *   <li>what was brought about once is not asked for again.
 * </ol>
 */
final class Planner {
    /** Azure DevOps and Patrol have a clock each, and Azure DevOps rounds. */
    private static final Duration INEXACT = Duration.ofHours(1);

    private final boolean adoptAll;
    private final Optional<HeldTokens> held;
    private final Instant now;

    /**
     * @param adoptAll whether every declared token may be replaced by one of Patrol's, whatever the file says of each
     * @param held what the secret store holds; empty where it is not asked about
     */
    Planner(boolean adoptAll, Optional<HeldTokens> held, Instant now) {
        this.adoptAll = adoptAll;
        this.held = held;
        this.now = now;
    }

    Plan plan(List<DeclaredToken> declared, Map<Lineage, RealLineage> real) {
        Set<Lineage> named = new HashSet<>();
        List<Change> changes = declared.stream()
                .map(token -> {
                    named.add(token.lineage());
                    return change(
                            token,
                            real.getOrDefault(token.lineage(), RealLineage.none(token.lineage()))
                                    .at(now));
                })
                .toList();
        List<RealLineage> undeclared = real.values().stream()
                .filter(lineage -> !named.contains(lineage.lineage()))
                .map(lineage -> lineage.at(now))
                .filter(lineage ->
                        !lineage.living().isEmpty() || lineage.declared().isPresent())
                .sorted((one, other) ->
                        one.lineage().toString().compareTo(other.lineage().toString()))
                .toList();
        return new Plan(changes, undeclared);
    }

    private Change change(DeclaredToken token, RealLineage real) {
        return switch (token.wanted()) {
            case PRESENT -> present(token, real, token.declaration().orElseThrow());
            case REVOKED -> revoked(token, real);
            case RELEASED -> released(token, real);
        };
    }

    private Change present(DeclaredToken token, RealLineage real, Declaration wanted) {
        if (real.current().isEmpty()) {
            return act(Kind.CREATE, token, real, wanted, Differences.ofNew(token.lineage(), wanted));
        }
        if (!real.isOneFamily()) {
            return blocked(
                    token,
                    real,
                    "Two living tokens have this name, and which one counts is not guessed.",
                    "Rename or revoke one of them, by its id.");
        }
        Token current = real.current().get();
        boolean isStranger = real.declared().isEmpty();
        boolean isHalfAdopted = real.declared()
                .map(Declaration::adopts)
                .filter(current.authorizationId()::equals)
                .isPresent();
        if (isStranger && !mayAdopt(token)) {
            return toBeAdopted(token, real);
        }
        List<Difference> ofToken = Differences.ofToken(current, wanted, INEXACT);
        List<Difference> ofSecret = isHeld(real) ? List.of() : List.of(Differences.ofSecret(token.lineage()));
        List<Difference> ofRules = Differences.ofRules(real.declared(), wanted);
        boolean isReplaced = isStranger || isHalfAdopted || !ofToken.isEmpty() || !ofSecret.isEmpty();
        if (isReplaced && real.living().size() > 1) {
            return blocked(
                    token,
                    real,
                    "It is being rotated, and its predecessor lives until the overlap ends.",
                    "Apply again after that; ./patrol rotations shows when.");
        }
        if (isStranger || isHalfAdopted) {
            Declaration adopting = Differences.adopting(wanted, current.authorizationId());
            return act(Kind.ADOPT, token, real, adopting, Differences.both(ofToken, ofRules));
        }
        if (isReplaced) {
            Kind kind = ofToken.stream().allMatch(Differences::isOfLifetime) ? Kind.ROTATE : Kind.RESCOPE;
            List<Difference> all = Differences.both(Differences.both(ofSecret, ofToken), ofRules);
            return act(ofToken.isEmpty() ? Kind.STORE : kind, token, real, wanted, all);
        }
        return ofRules.isEmpty() ? quiet(Kind.UNTOUCHED, token, real) : act(Kind.UPDATE, token, real, wanted, ofRules);
    }

    /** During an overlap the secret may hold either. */
    private boolean isHeld(RealLineage real) {
        return held.map(tokens -> tokens.holdOneOf(real.living())).orElse(true);
    }

    /** That a stranger's token is to be dead is said of each one in the file, and not of all in the call. */
    private static Change revoked(DeclaredToken token, RealLineage real) {
        if (real.living().isEmpty()) {
            return released(token, real);
        }
        return real.declared().isEmpty() && !token.mayAdopt()
                ? toBeAdopted(token, real)
                : quiet(Kind.REVOKE, token, real);
    }

    private static Change released(DeclaredToken token, RealLineage real) {
        return quiet(real.declared().isPresent() ? Kind.RELEASE : Kind.UNTOUCHED, token, real);
    }

    private boolean mayAdopt(DeclaredToken token) {
        return adoptAll || token.mayAdopt();
    }

    private static Change toBeAdopted(DeclaredToken token, RealLineage real) {
        return blocked(
                token,
                real,
                "A token of this name lives that was never declared, so nobody touches it.",
                "Write adopt: true if it is the one that is meant; else declare another name.");
    }

    /** What holds already is not laid down again. */
    private static Change act(
            Kind kind, DeclaredToken token, RealLineage real, Declaration wanted, List<Difference> differences) {
        return new Change(
                kind,
                token,
                real.current(),
                Optional.of(wanted).filter(declaration -> !real.declared().equals(Optional.of(declaration))),
                differences,
                Optional.empty());
    }

    private static Change quiet(Kind kind, DeclaredToken token, RealLineage real) {
        return new Change(kind, token, real.current(), Optional.empty(), List.of(), Optional.empty());
    }

    private static Change blocked(DeclaredToken token, RealLineage real, String reason, String remedy) {
        return new Change(
                Kind.BLOCKED,
                token,
                real.current(),
                Optional.empty(),
                List.of(),
                Optional.of(new Obstacle(reason, remedy)));
    }
}
