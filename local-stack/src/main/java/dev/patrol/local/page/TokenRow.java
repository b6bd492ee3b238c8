package dev.patrol.local.page;

import dev.patrol.model.token.DaysLeft;
import dev.patrol.model.token.Lineage;
import dev.patrol.simulator.inspection.TokenFact;
import dev.patrol.simulator.pats.PatStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A token on the page; tokens of one lineage stand together, the newest first.
 *
 * @param lineage the name of its secret, whether or not there is one
 */
record TokenRow(String name, String lineage, String scope, String state, String expires, String left) {

    static List<TokenRow> of(List<TokenFact> tokens, Instant now) {
        return tokens.stream()
                .sorted(Comparator.comparing((TokenFact token) -> lineageOf(token))
                        .thenComparing(TokenFact::validFrom, Comparator.reverseOrder()))
                .map(token -> of(token, now))
                .toList();
    }

    private static TokenRow of(TokenFact token, Instant now) {
        return new TokenRow(
                token.displayName(),
                Lineage.of(token.organization(), token.displayName()).secretName(),
                token.scope() + (token.allOrgs() ? " (all organizations)" : ""),
                token.state().name().toLowerCase(Locale.ROOT),
                Times.minute(token.validTo()),
                token.state() == PatStatus.ALIVE ? daysLeft(token, now) : "");
    }

    private static String lineageOf(TokenFact token) {
        return Lineage.of(token.organization(), token.displayName()).toString();
    }

    private static String daysLeft(TokenFact token, Instant now) {
        int days = DaysLeft.until(token.validTo(), now);
        return days == 1 ? "1 day" : days + " days";
    }
}
