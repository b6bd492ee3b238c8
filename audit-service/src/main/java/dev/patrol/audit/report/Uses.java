package dev.patrol.audit.report;

import dev.patrol.azuredevops.MechanismReference;
import dev.patrol.model.AuditEntry;
import dev.patrol.model.token.Token;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Collects what was done with each token that the audit log names. What is done to a token is not done with it. */
final class Uses {
    private static final int MOST_TOKENS = 50_000;
    private static final int MOST_ADDRESSES = 500_000;
    private static final Pattern NOBODY = Pattern.compile("[0-]+");

    private final Week week;
    private final Map<String, Use> byReference = new HashMap<>();
    private final Set<String> personalAccessTokens = new HashSet<>();
    private int addresses;
    private boolean cut;

    Uses(Week week) {
        this.week = week;
    }

    void accept(AuditEntry entry) {
        MechanismReference mechanism = MechanismReference.parse(entry.authenticationMechanism());
        mechanism
                .authorizationId()
                .filter(id -> !NOBODY.matcher(id).matches())
                .ifPresent(id -> accept(id, mechanism.isPat(), entry));
    }

    private void accept(String id, boolean isPersonalAccessToken, AuditEntry entry) {
        if (byReference.size() >= MOST_TOKENS && !byReference.containsKey(id)) {
            cut = true;
            return;
        }
        Use use = byReference.computeIfAbsent(id, first -> new Use());
        use.sawAt(entry.timestamp());
        if (week.contains(entry.timestamp()) && use.count(entry, addresses < MOST_ADDRESSES)) {
            addresses++;
        }
        if (isPersonalAccessToken) {
            personalAccessTokens.add(id);
        }
    }

    /** The use of each token that is known; a token that is not used is not in it. */
    Map<UUID, Use> by(KnownTokens tokens) {
        Map<UUID, Use> uses = new HashMap<>();
        byReference.forEach((reference, use) -> tokens.find(reference)
                .map(Token::authorizationId)
                .ifPresent(id -> uses.computeIfAbsent(id, first -> new Use()).add(use)));
        return uses;
    }

    /** How many personal access tokens were used within the week that nobody knows. */
    long unknownTo(KnownTokens tokens) {
        return byReference.entrySet().stream()
                .filter(use -> use.getValue().actions() > 0)
                .map(Map.Entry::getKey)
                .filter(personalAccessTokens::contains)
                .filter(reference -> tokens.find(reference).isEmpty())
                .count();
    }

    /** Whether there were more than it has room for. */
    boolean isCut() {
        return cut;
    }
}
