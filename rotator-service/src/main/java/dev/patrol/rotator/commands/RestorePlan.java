package dev.patrol.rotator.commands;

import dev.patrol.model.token.Token;
import dev.patrol.rotator.policy.Objection;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What becomes of the dead tokens that a restore chooses.
 *
 * @param again those that are issued anew
 * @param compromised those that stay out since they were found compromised
 * @param revokedForGood those that stay out since they were revoked on purpose
 * @param refused those that a rule about new tokens speaks against
 */
record RestorePlan(
        List<Token> again, List<Token> compromised, List<Token> revokedForGood, Map<Token, Objection> refused) {
    /** An event has room for more, but nobody reads them. */
    private static final int MOST_NAMED = 10;

    RestorePlan {
        again = List.copyOf(again);
        compromised = List.copyOf(compromised);
        revokedForGood = List.copyOf(revokedForGood);
        refused = Collections.unmodifiableMap(new LinkedHashMap<>(refused));
    }

    /** Whether nothing that is dead, and in a secret, was chosen. */
    boolean isEmpty() {
        return again.isEmpty() && compromised.isEmpty() && revokedForGood.isEmpty() && refused.isEmpty();
    }

    /** For people. */
    String outcome() {
        return again.size() + (again.size() == 1 ? " token is" : " tokens are") + " being issued anew."
                + part(compromised, "Left out, since found compromised (--include-compromised brings them back): ")
                + part(
                        revokedForGood,
                        "Left out, since revoked on purpose (a restore with exactly this display name brings one back): ")
                + part(refused.keySet(), "Refused by a rule, as is told of each: ");
    }

    private static String part(Collection<Token> tokens, String why) {
        if (tokens.isEmpty()) {
            return "";
        }
        String names = tokens.stream().limit(MOST_NAMED).map(Token::displayName).collect(Collectors.joining(", "));
        int more = tokens.size() - MOST_NAMED;
        return " " + why + names + (more > 0 ? " and " + more + " more." : ".");
    }
}
