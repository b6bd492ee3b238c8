package dev.patrol.scanner.expiry;

import dev.patrol.model.Milestone;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.token.Token;
import java.time.Instant;
import java.util.Optional;

/** What is to be said of a live token's expiry. */
public final class ExpiryRules {
    private final int thresholdDays;

    /** @param thresholdDays days left at which a rotation is due */
    public ExpiryRules(int thresholdDays) {
        this.thresholdDays = thresholdDays;
    }

    /**
     * The announcement, or empty where the token has long to live or is dead already.
     *
     * @param mayRotate whether Patrol is to rotate this token when its time has come
     */
    public Optional<TokenExpiring> judge(Token token, boolean mayRotate, Instant now) {
        if (!token.validTo().isAfter(now)) {
            return Optional.empty();
        }
        int daysLeft = DaysLeft.until(token.validTo(), now);
        return Milestone.reachedWith(daysLeft)
                .map(milestone ->
                        new TokenExpiring(token, daysLeft, milestone, mayRotate && daysLeft <= thresholdDays));
    }
}
