package dev.patrol.azuredevops;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * As many calls at once as what is left of the window. Each answer near the limit says anew what is left, so the calls under
 * way follow what the window frees: few where little is left, more when the others fall behind. Where nothing is left, the
 * next call waits for the moment that Azure DevOps names.
 *
 * @param most calls under way at once at the most
 * @param allowed the same by what refusals without a word of what is left have taught; doubles its way back
 * @param reserve kept back for urgent calls
 * @param remaining what the newest answer said is left; empty while Azure DevOps says nothing
 * @param toldBy number of the call whose answer said it
 * @param pausedUntil when the next call may start
 * @param refusals refusals in a row
 */
record AdaptivePace(
        int most, int allowed, int reserve, OptionalInt remaining, long toldBy, Instant pausedUntil, int refusals)
        implements Pace {
    /** Of the window, and no more than so many calls. */
    private static final int RESERVE_PART = 50;

    private static final int LARGEST_RESERVE = 4;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int LONGEST_DOUBLING = 5;

    static AdaptivePace unhindered(int most) {
        return new AdaptivePace(most, most, 0, OptionalInt.empty(), -1, Instant.MIN, 0);
    }

    @Override
    public Admission admit(Instant now, int underWay, boolean urgent) {
        if (pausedUntil.isAfter(now)) {
            return Admission.at(pausedUntil);
        }
        return underWay < room(urgent) ? Admission.GO : Admission.WHEN_ANSWERED;
    }

    /** One call is always let through after a pause: only an answer tells how things stand. */
    private int room(boolean urgent) {
        if (remaining.isEmpty()) {
            return allowed;
        }
        int left = remaining.getAsInt() - (urgent ? 0 : reserve);
        return Math.max(1, Math.min(allowed, left));
    }

    @Override
    public Pace started() {
        return this;
    }

    @Override
    public Pace answered(Instant now, long number, int underWay, RateReport report) {
        if (report.refused()) {
            return refused(now, number, report);
        }
        Instant until = report.retryAfter().map(now::plus).orElse(pausedUntil);
        int more = refusals == 0 ? Math.min(most, allowed + 1) : allowed;
        if (number < toldBy) {
            return new AdaptivePace(most, more, reserve, remaining, toldBy, later(pausedUntil, until), 0);
        }
        if (isUsedUp(report)) {
            until = later(until, report.reset().orElse(now.plus(FIRST_PAUSE)));
        }
        return new AdaptivePace(
                most, more, reserveOf(report), report.remaining(), number, later(pausedUntil, until), 0);
    }

    @Override
    public Pace ended(Instant now, int underWay) {
        return this;
    }

    private boolean isUsedUp(RateReport report) {
        return report.remaining().isPresent() && report.remaining().getAsInt() <= 0;
    }

    private static int reserveOf(RateReport report) {
        return report.limit().isPresent()
                ? Math.min(LARGEST_RESERVE, report.limit().getAsInt() / RESERVE_PART)
                : 0;
    }

    private Pace refused(Instant now, long number, RateReport report) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(refusals, LONGEST_DOUBLING));
        Instant until = report.retryAfter().map(now::plus).or(report::reset).orElse(now.plus(pause));
        // Calls that were under way together are refused together: they count once.
        boolean again = number > toldBy;
        return new AdaptivePace(
                most,
                again ? Math.max(1, allowed / 2) : allowed,
                reserveOf(report),
                OptionalInt.of(0),
                Math.max(number, toldBy),
                later(pausedUntil, until),
                again ? refusals + 1 : refusals);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
