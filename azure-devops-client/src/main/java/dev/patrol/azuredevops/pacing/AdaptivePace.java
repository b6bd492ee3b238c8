package dev.patrol.azuredevops.pacing;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Uses the allowance that the server tells of to its end and no further.
 *
 * <p>While no answer speaks of a limit, only the number of requests under way is bounded. Then what is said to remain counts,
 * less the requests under way, which may not have been counted when it was said, and with those that have left the window
 * since. Only requests sent from here can be seen to leave; what others use up or leave free is seen with each answer.
 *
 * <p>After a refusal or a delay one request goes first, alone, and each answer that is neither lets one more go with it.
 */
final class AdaptivePace implements Pace {
    /** Of the requests under way, how many more there may be for urgent calls. */
    private static final int SHARE_OF_SLOTS = 8;
    /** Of the allowance, what is kept for urgent calls once it is nearly used up. */
    private static final int SHARE_OF_LIMIT = 50;
    /** What is kept is given away shortly before as much leaves the window: then an urgent call waits no longer than this. */
    private static final Duration KEPT_NO_LONGER = Duration.ofSeconds(2);
    /** An allowance below this is too small to keep something of it. */
    private static final int SMALLEST_TO_SHARE = 10;

    private final int mostUnderWay;
    private final Pause pause = new Pause();
    private final Window window = new Window();
    private final Usage usage = new Usage();
    private int underWay;
    private int countedUnderWay;
    private int trust;
    private Instant lastSent = Instant.MIN;

    private int limit;
    private int remaining;
    private Instant remainingSince = Instant.MIN;
    /** The most that was ever said to remain of this limit: who says nothing leaves as much. */
    private int saidFrom;

    AdaptivePace(int mostUnderWay) {
        this.mostUnderWay = mostUnderWay;
        this.trust = slots(true);
    }

    @Override
    public Instant next(boolean privileged, boolean counted, Instant now) {
        if (underWay >= Math.min(slots(privileged), trust)) {
            return AFTER_AN_ANSWER;
        }
        if (!counted || limit == 0) {
            return pause.until();
        }
        int missing = 1 + countedUnderWay - remaining;
        Instant start = whenLeft(missing);
        if (!privileged) {
            start = later(start, shortlyBefore(whenLeft(missing + kept())));
        }
        return later(pause.until(), needsProbe(start) ? earlier(start, nextProbe()) : start);
    }

    @Override
    public Request started(boolean counted, Instant now) {
        underWay++;
        if (counted) {
            countedUnderWay++;
            lastSent = now;
        }
        return new Request(counted, now);
    }

    @Override
    public void lost(Request request, Instant now) {
        ended(request);
        if (request.counted()) {
            remaining--;
            use(request, now);
        }
    }

    @Override
    public void answered(Request request, RateLimit said, Instant now) {
        ended(request);
        if (said.throttled()) {
            trust = 1;
        } else if (!pause.isNewerThan(request)) {
            trust = Math.min(slots(true), trust + 1);
        }
        pause.heard(request, said, now);
        if (request.counted()) {
            learn(request, said, now);
        }
    }

    @Override
    public Instant pausedUntil() {
        return pause.until();
    }

    @Override
    public OptionalDouble perSecond() {
        return limit == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(limit * 1_000.0 / window.longest().toMillis());
    }

    @Override
    public OptionalInt remaining(Instant now) {
        return limit == 0 ? OptionalInt.empty() : OptionalInt.of(Math.max(0, believed(now) - countedUnderWay));
    }

    private int slots(boolean privileged) {
        return privileged ? mostUnderWay + mostUnderWay / SHARE_OF_SLOTS : mostUnderWay;
    }

    private int kept() {
        return limit < SMALLEST_TO_SHARE ? 0 : Math.max(1, limit / SHARE_OF_LIMIT);
    }

    private static Instant shortlyBefore(Instant time) {
        return time.equals(AFTER_AN_ANSWER) || time.equals(Instant.MIN) ? time : time.minus(KEPT_NO_LONGER);
    }

    private void ended(Request request) {
        underWay--;
        countedUnderWay -= request.counted() ? 1 : 0;
    }

    private void learn(Request request, RateLimit said, Instant now) {
        said.limit().ifPresent(this::learnLimit);
        if (!said.refused()) {
            said.reset().ifPresent(reset -> window.observe(request.sentAt(), now, reset));
            use(request, now);
        }
        if (limit == 0) {
            return;
        }
        // Answers to requests that were under way together come in any order: the least of them is the newest.
        boolean newer = request.sentAt().isAfter(remainingSince);
        if (said.refused() || said.remaining().isPresent()) {
            int left = said.refused() ? 0 : said.remaining().getAsInt();
            saidFrom = Math.max(saidFrom, left);
            if (newer || left < believed(now)) {
                know(left, now);
                return;
            }
        } else if (newer && saidFrom >= believed(now)) {
            know(saidFrom, now);
            return;
        }
        if (!said.refused() && (newer || usage.mayReachBackTo(now.minus(window.shortest())))) {
            remaining--;
        }
    }

    private void use(Request request, Instant now) {
        remaining += usage.takeUntil(now.minus(window.longest()));
        usage.add(request.sentAt(), now);
    }

    private void learnLimit(int told) {
        if (told != limit) {
            limit = told;
            saidFrom = 0;
            remainingSince = Instant.MIN;
        }
    }

    private void know(int left, Instant now) {
        remaining = left;
        remainingSince = now;
        // Who may have left already has perhaps been told of with what remains.
        usage.forgetUntil(now.minus(window.shortest()));
    }

    /** What remained when all that was answered until now had been counted. */
    private int believed(Instant now) {
        return remaining + usage.until(now.minus(window.longest()));
    }

    private Instant whenLeft(int requests) {
        if (requests <= 0) {
            return Instant.MIN;
        }
        return usage.when(requests)
                .map(answered -> answered.plus(window.longest()))
                .orElse(AFTER_AN_ANSWER);
    }

    /** Where most of what leaves the window is not from here, and where nothing known does, only a try can tell. */
    private boolean needsProbe(Instant start) {
        return countedUnderWay == 0 && (usage.size() < limit / 2 || start.equals(AFTER_AN_ANSWER));
    }

    private Instant nextProbe() {
        return lastSent.plus(window.longest().dividedBy(limit));
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
