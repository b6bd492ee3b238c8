package dev.patrol.e2e.faults;

import dev.patrol.model.token.Token;
import dev.patrol.simulator.calls.CallRecord;
import dev.patrol.simulator.control.SimulatorControl;
import dev.patrol.simulator.inspection.SecretFact;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * All that Azure DevOps and the vault did for one token, played again in the order in which it was done. It shows what was
 * true for a moment only, and what nobody looked at.
 */
public final class History {
    private final SimulatorControl azure;
    private final Token token;
    private final Map<String, SecretFact> versions = new HashMap<>();

    private final Set<UUID> alive = new HashSet<>();
    private final Set<UUID> successors = new LinkedHashSet<>();
    private final Set<UUID> stored = new HashSet<>();
    private UUID current;
    private int lost;
    private int duplicates;
    private int early;

    private History(SimulatorControl azure, Token token) {
        this.azure = azure;
        this.token = token;
    }

    /** @param hadSecret whether dependents could read the token from the vault before the rotation */
    public static History of(SimulatorControl azure, Token token, boolean hadSecret) {
        History history = new History(azure, token);
        history.play(hadSecret);
        return history;
    }

    private void play(boolean hadSecret) {
        azure.secret(token.secretName()).forEach(fact -> versions.put(fact.name() + "/" + fact.version(), fact));
        alive.add(token.authorizationId());
        current = hadSecret ? token.authorizationId() : null;
        azure.sideEffects(0).stream()
                .sorted(Comparator.comparing(CallRecord::time).thenComparing(CallRecord::sequence))
                .forEach(call -> {
                    call.changed().forEach(subject -> apply(call, subject));
                    look(hadSecret);
                });
    }

    private void apply(CallRecord call, String subject) {
        switch (call.api()) {
            case "pats-create" -> created(call, UUID.fromString(subject));
            case "pats-revoke", "tokenadmin-revoke" -> revoked(UUID.fromString(subject), call.time());
            case "secret-set" -> {
                if (versions.containsKey(subject)) {
                    current = versions.get(subject).holds();
                    stored.add(current);
                }
            }
            case "secret-update" -> {
                SecretFact fact = versions.get(subject);
                if (fact != null && !fact.enabled() && fact.holds().equals(current)) {
                    current = null;
                }
            }
            default -> {
                // Nothing else changes a token or a secret here.
            }
        }
    }

    private void created(CallRecord call, UUID id) {
        if (token.successorName().equals(call.target())) {
            successors.add(id);
            alive.add(id);
        }
    }

    /** The previous token may die once a successor lives that was stored and has authenticated. */
    private void revoked(UUID id, Instant when) {
        alive.remove(id);
        boolean replaced = successors.stream()
                .filter(alive::contains)
                .filter(stored::contains)
                .anyMatch(successor -> azure.firstAuthentication(successor)
                        .filter(authenticated -> !authenticated.isAfter(when))
                        .isPresent());
        if (id.equals(token.authorizationId()) && !replaced) {
            early++;
        }
    }

    private void look(boolean hadSecret) {
        boolean works = current == null ? !hadSecret : alive.contains(current);
        if (!works) {
            lost++;
        }
        if (successors.stream().filter(alive::contains).filter(stored::contains).count() > 1) {
            duplicates++;
        }
    }

    /** Successors, of all that were ever created, that live although their value was never stored: invariant 2. */
    public int orphans() {
        return (int) successors.stream()
                .filter(alive::contains)
                .filter(successor -> !stored.contains(successor))
                .count();
    }

    /** After how many calls the vault's current version did not work: invariant 1. */
    public int lost() {
        return lost;
    }

    /** After how many calls more than one living successor was stored: invariant 4. */
    public int duplicates() {
        return duplicates;
    }

    /** Revocations of the previous token without a successor that was stored and authenticated: invariant 3. */
    public int early() {
        return early;
    }

    public int successorsCreated() {
        return successors.size();
    }
}
