package dev.patrol.cli.inventory;

import dev.patrol.cli.terminal.Style;
import dev.patrol.cli.terminal.Text;
import dev.patrol.cli.terminal.Times;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.token.DaysLeft;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** What people read of a token. */
public final class TokenWords {
    private static final int ID_LENGTH = 8;
    private static final Duration URGENT = Duration.ofDays(1);
    private static final Duration SOON = Duration.ofDays(7);

    private TokenWords() {}

    public static Text state(TokenState state) {
        return Text.of(
                state.name().toLowerCase(Locale.ROOT),
                switch (state) {
                    case ACTIVE -> Style.GOOD;
                    case EXPIRED -> Style.QUIET;
                    case REVOKED -> Style.BAD;
                });
    }

    /** How long it still lives, as for example {@code 3 d}, a begun day counted as one; nothing of one that is dead. */
    public static Text left(TokenObserved observed, Instant now) {
        Duration left = Duration.between(now, observed.token().validTo());
        if (observed.state() != TokenState.ACTIVE || left.isNegative()) {
            return Text.of("-", Style.QUIET);
        }
        Style style = left.compareTo(URGENT) < 0 ? Style.BAD : left.compareTo(SOON) < 0 ? Style.WARNING : Style.PLAIN;
        return Text.of(
                left.compareTo(URGENT) < 0
                        ? Times.rough(left)
                        : DaysLeft.until(observed.token().validTo(), now) + " d",
                style);
    }

    /** What it may do; full access is told apart. */
    public static Text scopes(Token token) {
        return Text.of(String.join(" ", token.scopes()), token.isFullScope() ? Style.BAD : Style.PLAIN);
    }

    /** As much of its id as tells it from others; {@code show} and the commands take it. */
    public static String shortId(Token token) {
        return token.authorizationId().toString().substring(0, ID_LENGTH);
    }
}
