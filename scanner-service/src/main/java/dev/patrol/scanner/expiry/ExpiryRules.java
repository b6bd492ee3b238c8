package dev.patrol.scanner.expiry;

import dev.patrol.model.Declaration;
import dev.patrol.model.Milestone;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.token.DaysLeft;
import dev.patrol.model.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is to be said of a live token's expiry, and whether its rotation is due.
 *
 * <p>Tokens that were created together are not due together: by its lineage, each is due up to some days before the threshold.
 * And a short-lived token is due in the last third of its life at the earliest, whatever the threshold, so that no schedule
 * makes a token due as soon as it is created.
 *
 * <p>A token whose lineage is declared is due when that says so.
 *
 * <p>A milestone is news only for a token that was to live a day longer than that at least: who creates a token for 30 days
 * need not hear the same day that it has 30 days left. From the day that it is due on a token is announced in any case.
 */
public final class ExpiryRules {
    private static final int SHARE_OF_A_LIFE = 3;
    private static final int SHARE_OF_AN_INTERVAL = 10;
    /** Azure DevOps and Patrol have a clock each, and Azure DevOps rounds. */
    private static final Duration INEXACT = Duration.ofHours(1);

    private final int thresholdDays;
    private final int spreadDays;

    /**
     * @param thresholdDays days left at which a rotation is due at the latest
     * @param spreadDays days over which due dates are spread before that
     */
    public ExpiryRules(int thresholdDays, int spreadDays) {
        this.thresholdDays = thresholdDays;
        this.spreadDays = spreadDays;
    }

    /**
     * The announcement, or empty where the token has long to live, is fresh, or is dead already.
     *
     * @param mayRotate whether Patrol is to rotate this token when its time has come
     */
    public Optional<TokenExpiring> judge(Token token, boolean mayRotate, Instant now) {
        return judge(token, Optional.empty(), mayRotate, now);
    }

    /** @param declared what people have laid down for the token's lineage */
    public Optional<TokenExpiring> judge(Token token, Optional<Declaration> declared, boolean mayRotate, Instant now) {
        if (!token.validTo().isAfter(now)) {
            return Optional.empty();
        }
        int daysLeft = DaysLeft.until(token.validTo(), now);
        boolean due = isDue(token, declared, now);
        return Milestone.reachedWith(daysLeft)
                .filter(milestone -> due || isNews(milestone, token))
                .map(milestone -> new TokenExpiring(token, daysLeft, milestone, mayRotate && due, mayRotate));
    }

    private static boolean isNews(Milestone milestone, Token token) {
        return lifeOf(token).compareTo(Duration.ofDays(milestone.days() + 1L)) >= 0;
    }

    private static Duration lifeOf(Token token) {
        return Duration.between(token.validFrom(), token.validTo());
    }

    /** Whether its time to be rotated has come, be it Patrol's to rotate or not. */
    public boolean isDue(Token token, Optional<Declaration> declared, Instant now) {
        Duration threshold = declared.map(rules -> thresholdOf(token, rules)).orElseGet(() -> thresholdOf(token));
        return Duration.between(now, token.validTo()).compareTo(threshold) <= 0;
    }

    /** How long before its expiry a token is due. */
    Duration thresholdOf(Token token) {
        Duration threshold = Duration.ofDays(thresholdDays).plus(spreadOf(token));
        return shorter(threshold, lifeOf(token).dividedBy(SHARE_OF_A_LIFE));
    }

    /**
     * The same where it is declared: as declared, but for a spread that takes little of the time between two rotations. A token that
     * lives shorter than declared, as where the organization allows no more, is due in the last third of its life again.
     */
    Duration thresholdOf(Token token, Declaration declared) {
        Duration interval = declared.validity().minus(declared.rotateBefore());
        Duration little = interval.dividedBy(SHARE_OF_AN_INTERVAL);
        Duration threshold = declared.rotateBefore().plus(shorter(spreadOf(token), little));
        boolean isShortened = lifeOf(token).plus(shorter(INEXACT, little)).compareTo(declared.validity()) < 0;
        return isShortened ? shorter(threshold, lifeOf(token).dividedBy(SHARE_OF_A_LIFE)) : threshold;
    }

    private Duration spreadOf(Token token) {
        return Duration.ofDays(Math.floorMod(token.lineage().toString().hashCode(), spreadDays + 1));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
