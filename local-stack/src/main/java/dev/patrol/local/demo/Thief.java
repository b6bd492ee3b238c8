package dev.patrol.local.demo;

import dev.patrol.local.events.Happening;
import dev.patrol.model.TokenObserved;
import dev.patrol.simulator.audit.AuditDraft;
import dev.patrol.simulator.control.SimulatorControl;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Uses the tokens that are stolen in the story, each once, from where nobody may use them. Waits until the inventory has them:
 * of a token that Patrol does not know it can only tell.
 */
final class Thief {
    private static final String ELSEWHERE = "203.0.113.66";

    private final SimulatorControl azure;
    private final Set<UUID> toUse = new HashSet<>();

    Thief(SimulatorControl azure, List<SeededToken> tokens) {
        this.azure = azure;
        tokens.stream()
                .filter(token -> token.wish().fate() == Fate.COMPROMISED)
                .forEach(token -> toUse.add(token.token().authorizationId()));
    }

    synchronized void hear(Happening happening) {
        if (happening.payload() instanceof TokenObserved observed
                && toUse.remove(observed.token().authorizationId())) {
            azure.addAuditEntry(new AuditDraft(
                    observed.token().organization(),
                    "Git.CreateRepo",
                    null,
                    0,
                    "builds@contoso.example",
                    observed.token().authorizationId(),
                    null,
                    ELSEWHERE,
                    "git/2.50.1",
                    "Git",
                    "create",
                    "A repository was created.",
                    null,
                    null,
                    null));
        }
    }
}
