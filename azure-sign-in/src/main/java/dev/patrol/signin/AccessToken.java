package dev.patrol.signin;

import dev.patrol.azuredevops.TokenValue;
import java.time.Duration;
import java.time.Instant;

/**
 * An access token and how long it is good.
 *
 * @param account whom it stands for, in words
 * @param issuedNow whether the authority has issued it just then, and it was not kept from earlier
 * @param obtained when it was got, by this machine's clock
 * @param expires by this machine's clock
 */
record AccessToken(TokenValue value, String account, boolean issuedNow, Instant obtained, Instant expires) {
    /** A call takes some time, so the last moments of a token are not used. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private static final int SHARE_OF_LIFE = 4;
    private static final int SHARE_OF_MARGIN = 20;

    /** Whether it was issued within the time before a moment. */
    boolean isNew(Instant now, Duration time) {
        return issuedNow && now.isBefore(obtained.plus(time));
    }

    /** From when on it is renewed while it is still good. */
    Instant renewFrom(Duration ahead) {
        return expires.minus(shorter(ahead, life().dividedBy(SHARE_OF_LIFE)));
    }

    /** Until when a call may begin with it. */
    Instant usableUntil() {
        return expires.minus(shorter(MARGIN, life().dividedBy(SHARE_OF_MARGIN)));
    }

    private Duration life() {
        return Duration.between(obtained, expires);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
