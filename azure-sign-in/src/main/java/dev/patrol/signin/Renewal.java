package dev.patrol.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a token at a moment, and what follows from it. Guarantees: no step but {@link Step#REFUSE} and {@link
 * Step#RENEW_FIRST} while the token is good; none that asks the authority before the wait after a failure is over.
 *
 * @param token the newest that was got
 * @param setback what went wrong since
 * @param refused whether Azure DevOps did not accept the token although it should be good
 */
record Renewal(Optional<AccessToken> token, Optional<Setback> setback, boolean refused) {
    static final Renewal NOTHING_YET = new Renewal(Optional.empty(), Optional.empty(), false);

    /** What to do for a caller. */
    enum Step {
        USE,
        /** The caller goes on with the token; it is renewed meanwhile. */
        USE_AND_RENEW,
        /** There is no good token; the caller waits for one. */
        RENEW_FIRST,
        /** There is no good token, and it is too early to ask again. */
        REFUSE
    }

    /**
     * Renewals that failed in a row.
     *
     * @param since when the first of them failed
     */
    record Setback(SignInFailure failure, int times, Instant since, Instant nextTry) {
        private static final Duration FIRST = Duration.ofSeconds(1);
        private static final Duration LONGEST = Duration.ofMinutes(1);
        /** What only a person can mend is looked at again at this pace. */
        private static final Duration FOR_A_PERSON = Duration.ofSeconds(30);

        private static final int DOUBLINGS = 6;

        static Setback after(Optional<Setback> before, SignInFailure failure, Instant now) {
            int times = before.map(Setback::times).orElse(0) + 1;
            Duration doubled = FIRST.multipliedBy(1L << Math.min(times - 1, DOUBLINGS));
            Duration wait = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
            return new Setback(
                    failure,
                    times,
                    before.map(Setback::since).orElse(now),
                    now.plus(failure.kind().passesByItself() ? wait : FOR_A_PERSON));
        }
    }

    Step next(Instant now, Duration ahead) {
        boolean mayAsk = setback.map(one -> !now.isBefore(one.nextTry())).orElse(true);
        if (!usable(now)) {
            return mayAsk ? Step.RENEW_FIRST : Step.REFUSE;
        }
        boolean due = token.map(one -> !now.isBefore(one.renewFrom(ahead))).orElse(true);
        return due && mayAsk ? Step.USE_AND_RENEW : Step.USE;
    }

    boolean usable(Instant now) {
        return !refused && token.map(one -> now.isBefore(one.usableUntil())).orElse(false);
    }

    Renewal renewed(AccessToken fresh) {
        return new Renewal(Optional.of(fresh), Optional.empty(), false);
    }

    Renewal failed(SignInFailure failure, Instant now) {
        return new Renewal(token, Optional.of(Setback.after(setback, failure, now)), refused);
    }

    Renewal refusedByAzureDevOps() {
        return new Renewal(token, setback, true);
    }
}
