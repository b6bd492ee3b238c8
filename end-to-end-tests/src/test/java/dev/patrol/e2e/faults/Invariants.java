package dev.patrol.e2e.faults;

import dev.patrol.e2e.TopicDump;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.token.Token;
import dev.patrol.simulator.control.SimulatorControl;
import dev.patrol.simulator.inspection.SecretFact;
import dev.patrol.simulator.inspection.TokenFact;
import dev.patrol.simulator.pats.PatStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The invariants of a rotation (DESIGN, "The life of a rotation"), as they can be seen from outside. */
final class Invariants {
    private final SimulatorControl azure;
    private final Token token;

    Invariants(SimulatorControl azure, Token token) {
        this.azure = azure;
        this.token = token;
    }

    /** Invariant 1, at this moment: what dependents read from the vault works. */
    boolean dependentsCanWork() {
        return currentSecret()
                .filter(SecretFact::enabled)
                .map(SecretFact::holds)
                .flatMap(azure::token)
                .filter(fact -> fact.state() == PatStatus.ALIVE)
                .isPresent();
    }

    /** Whether the rotation has come to its good end. */
    boolean isRotated() {
        List<TokenFact> living = livingSuccessors();
        return living.size() == 1
                && azure.secretHoldsToken(token.secretName(), living.get(0).authorizationId())
                && azure.token(token.authorizationId()).orElseThrow().state() == PatStatus.REVOKED;
    }

    /** Living successors whose value is nowhere to be read: invariant 2. */
    int orphans() {
        return (int) livingSuccessors().stream()
                .filter(fact -> azure.secret(token.secretName()).stream()
                        .noneMatch(version -> fact.authorizationId().equals(version.holds())))
                .count();
    }

    /** Living successors beyond the one: invariant 4. */
    int duplicates() {
        return Math.max(0, livingSuccessors().size() - 1);
    }

    /** Ends that nobody was told of: invariant 5. */
    int silentEnds(TopicDump topics) {
        Set<UUID> successors = topics.announced(TokenRotated.class).stream()
                .map(envelope -> (TokenRotated) envelope.payload())
                .filter(rotated -> rotated.previous().authorizationId().equals(token.authorizationId()))
                .map(rotated -> rotated.successor().authorizationId())
                .collect(Collectors.toSet());
        boolean rotatedSaid = livingSuccessors().stream().allMatch(fact -> successors.contains(fact.authorizationId()));
        Set<String> revocations = topics.announced(TokenRevoked.class).stream()
                .filter(envelope -> ((TokenRevoked) envelope.payload())
                        .token()
                        .authorizationId()
                        .equals(token.authorizationId()))
                .map(envelope -> envelope.id())
                .collect(Collectors.toSet());
        return (rotatedSaid ? 0 : 1) + (revocations.size() == 1 ? 0 : 1);
    }

    boolean hasFailed(TopicDump topics) {
        return topics.announced(RotationFailed.class).stream()
                .map(envelope -> (RotationFailed) envelope.payload())
                .anyMatch(failed -> failed.token().authorizationId().equals(token.authorizationId()));
    }

    List<TokenFact> livingSuccessors() {
        return azure.tokens().stream()
                .filter(fact -> fact.displayName().equals(token.successorName()))
                .filter(fact -> fact.state() == PatStatus.ALIVE)
                .toList();
    }

    private Optional<SecretFact> currentSecret() {
        return azure.secret(token.secretName()).stream()
                .filter(SecretFact::latest)
                .findFirst();
    }
}
