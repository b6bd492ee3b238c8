package dev.patrol.e2e.faults;

import dev.patrol.model.RotationFailed;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.simulator.control.SimulatorControl;
import dev.patrol.simulator.inspection.SecretFact;
import dev.patrol.simulator.inspection.TokenFact;
import dev.patrol.simulator.pats.PatStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The invariants of a rotation (DESIGN, "The life of a rotation"), as they can be seen from outside. */
final class Invariants {
    private static final Set<String> ENDS = Set.of("REVOKED", "FAILED", "FORBIDDEN");

    private final SimulatorControl azure;
    private final Topics topics;
    private final Token token;
    private final boolean hadSecret;

    Invariants(SimulatorControl azure, Topics topics, Token token, boolean hadSecret) {
        this.azure = azure;
        this.topics = topics;
        this.token = token;
        this.hadSecret = hadSecret;
    }

    /** Invariant 1, at this moment: what dependents read from the vault works. */
    boolean dependentsCanWork() {
        Optional<SecretFact> current = azure.secret(token.secretName()).stream()
                .filter(SecretFact::latest)
                .filter(SecretFact::enabled)
                .findFirst();
        if (current.isEmpty()) {
            return !hadSecret;
        }
        return current.map(SecretFact::holds)
                .flatMap(azure::token)
                .filter(fact -> fact.state() == PatStatus.ALIVE)
                .isPresent();
    }

    /** Whether the rotation has come to its good end, and the ledger knows. */
    boolean isRotated() {
        List<TokenFact> living = livingSuccessors();
        return living.size() == 1
                && azure.secretHoldsToken(token.secretName(), living.get(0).authorizationId())
                && azure.token(token.authorizationId()).orElseThrow().state() == PatStatus.REVOKED
                && step().equals("REVOKED");
    }

    /** Where the ledger says that the rotation is; nothing yet is empty. */
    String step() {
        List<Topics.LedgerRecord> written = topics.ledger(token.secretName());
        return written.isEmpty() ? "" : written.get(written.size() - 1).step();
    }

    History history() {
        return History.of(azure, token, hadSecret);
    }

    /** Invariant 4: moments with two stored successors, and successors that were announced beyond the one. */
    int duplicates() {
        return history().duplicates() + Math.max(0, announcedSuccessors().size() - 1);
    }

    /** Invariant 5: ends that nobody was told of, or that were told before they were true. */
    int silentEnds() {
        Set<UUID> announced = announcedSuccessors();
        long unannounced = livingSuccessors().stream()
                .filter(fact -> !announced.contains(fact.authorizationId()))
                .count();
        List<Envelope<TokenRevoked>> revocations = topics.announced(TokenRevoked.class).stream()
                .filter(said -> said.payload().token().authorizationId().equals(token.authorizationId()))
                .toList();
        boolean saidOnce = revocations.stream().map(Envelope::id).distinct().count() == 1;
        Optional<Instant> death = azure.token(token.authorizationId()).map(TokenFact::revokedAt);
        boolean saidOfTheLiving = revocations.stream()
                .anyMatch(said -> death.isEmpty() || said.time().isBefore(death.get()));
        return (int) (unannounced
                + (saidOnce ? 0 : 1)
                + (saidOfTheLiving ? 1 : 0)
                + (isAtAnEnd() ? 0 : 1)
                + unsaidFailures());
    }

    boolean isAtAnEnd() {
        return ENDS.contains(step());
    }

    /** An end says that nothing is tried again before the next scan, or what was undone; a passing trouble says neither. */
    private long unsaidFailures() {
        Set<String> said = failures().stream()
                .filter(failed ->
                        !failed.willBeRetried() || !failed.compensation().isEmpty())
                .map(failed -> failed.rotationId().toString())
                .collect(Collectors.toSet());
        return topics.ledger(token.secretName()).stream()
                .filter(written -> written.step().equals("FAILED"))
                .filter(written ->
                        !said.contains(written.entry().path("rotationId").asText()))
                .count();
    }

    /** What was said of troubles of this token. */
    List<RotationFailed> failures() {
        return topics.announced(RotationFailed.class).stream()
                .map(Envelope::payload)
                .filter(failed -> failed.token().authorizationId().equals(token.authorizationId()))
                .toList();
    }

    long deadLetters() {
        return topics.deadLetters(token.secretName());
    }

    List<TokenFact> livingSuccessors() {
        return azure.tokens().stream()
                .filter(fact -> fact.displayName().equals(token.successorName()))
                .filter(fact -> fact.state() == PatStatus.ALIVE)
                .toList();
    }

    private Set<UUID> announcedSuccessors() {
        return topics.announced(TokenRotated.class).stream()
                .map(Envelope::payload)
                .filter(rotated -> rotated.previous().authorizationId().equals(token.authorizationId()))
                .map(rotated -> rotated.successor().authorizationId())
                .collect(Collectors.toSet());
    }
}
